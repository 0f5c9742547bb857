// The picture: the entities in sight and one arrow for all that is said in one
// style of one about another.

const shown = new Set(start); // numbers of the entities in sight
let chosen = null; // {entity: number} or {edge: id}
let cy;

const nodeId = (number) => "n" + number;
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

const shapes = { person: "round-rectangle", organization: "rectangle", place: "ellipse", event: "hexagon", group: "octagon", document: "cut-rectangle", product: "barrel", concept: "round-rectangle", date: "rectangle", quantity: "rectangle" };

const face = "Helvetica, Arial, sans-serif";

function sheet() {
  const ink = color("ink"), paper = color("paper"), denied = color("denied"), maybe = color("maybe");
  const rule = color("faint"), focus = color("focus");
  return [
    { selector: "node", style: {
      label: "data(label)", shape: "data(shape)", "background-color": (n) => color(n.data("type")), color: ink,
      "border-width": 1, "border-color": rule, "font-size": "data(size)", "font-family": face,
      "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center",
      width: "data(width)", height: "data(height)" } },
    { selector: "node[hidden > 0]", style: {
      "background-image": (n) => badge(n.data("hidden"), focus, paper), "background-width": 20, "background-height": 14, "background-fit": "none",
      "background-position-x": "100%", "background-position-y": "0%", "background-offset-x": 9, "background-offset-y": -7,
      "background-clip": "none", "background-image-containment": "over", "bounds-expansion": 8 } },
    { selector: "edge", style: {
      label: "data(label)", "curve-style": "bezier", "control-point-step-size": 55, "target-arrow-shape": "triangle", "arrow-scale": 0.9,
      width: "data(width)", "line-color": ink, "target-arrow-color": ink, "line-opacity": 0.7, color: ink, "font-size": 12,
      "font-family": face,
      "text-background-color": paper, "text-background-opacity": 0.88, "text-background-padding": 2,
      "text-wrap": "wrap", "text-max-width": 150, "min-zoomed-font-size": 5.5 } },
    { selector: 'edge[style = "attributed"]', style: { "line-style": "dotted" } },
    { selector: 'edge[style = "hypothetical"]', style: { "line-style": "dashed", "line-color": maybe, "target-arrow-color": maybe, color: maybe } },
    { selector: 'edge[style = "negated"]', style: { "line-color": denied, "target-arrow-color": denied, color: denied, "target-arrow-shape": "triangle-cross" } },
    { selector: ".chosen", style: { "border-color": focus, "border-width": 4, "line-color": focus, "target-arrow-color": focus, "line-opacity": 1, "z-index": 9 } },
    { selector: ".away", style: { opacity: 0.22 } },
  ];
}

// badge is a picture of "+7": so many neighbours are out of sight.
function badge(n, ink, paper) {
  const text = n > 99 ? "99+" : "+" + n;
  return "data:image/svg+xml;utf8," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="28" viewBox="0 0 20 14"><rect x=".5" y=".5" width="19" height="13" rx="6.5" fill="${paper}" stroke="${ink}"/><text x="10" y="10.2" font-family="Helvetica,Arial,sans-serif" font-size="8.5" text-anchor="middle" fill="${ink}">${text}</text></svg>`);
}

// boxOf breaks a label into lines, and gives the room that they need in their
// shape: round and pointed ones need more.
const pen = document.createElement("canvas").getContext("2d");
function boxOf(label, size, type) {
  pen.font = `${size}px ${face}`;
  const wide = (text) => pen.measureText(text).width;
  const lines = [];
  for (const word of label.split(" ")) {
    const longer = lines.length ? lines.at(-1) + " " + word : word;
    if (lines.length && wide(longer) <= 140) lines[lines.length - 1] = longer; else lines.push(word);
  }
  const [wider, higher] = { place: [1.25, 1.35], event: [1.3, 1.2], group: [1.2, 1.2] }[type] ?? [1, 1];
  return { label: lines.join("\n"), width: Math.round(Math.max(...lines.map(wide)) * wider) + 18, height: Math.round(lines.length * size * 1.25 * higher) + 12 };
}

// shorten cuts what is too long for a label.
function shorten(text, most) {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : letters.join("");
}

// edgeLabel merges what is said alike: "met ×7".
function edgeLabel(group) {
  const counts = tally(group.flatMap((f) => f.sentences.map(() => f.label ?? f.predicate)));
  const lines = counts.slice(0, 2).map(([text, n]) => (group[0].style === "negated" ? "✗ not: " : "") + shorten(text, 32) + (n > 1 ? ` ×${n}` : ""));
  if (counts.length > 2) lines.push(`and ${counts.length - 2} more`);
  return lines.join("\n");
}

// inSight is the nodes and edges that shown entities and filters leave.
function inSight() {
  const groups = new Map();
  for (const fact of facts) {
    if (fact.to === undefined || !shown.has(fact.subject) || !shown.has(fact.to) || !passes(fact)) continue;
    const id = `e${fact.subject}-${fact.to}-${fact.style}`;
    if (!groups.has(id)) groups.set(id, []);
    groups.get(id).push(fact);
  }
  const linked = new Set();
  for (const [first] of groups.values()) linked.add(first.subject).add(first.to);
  const nodes = [...shown].filter((i) => linked.has(i) || i === chosen?.entity);
  return { nodes, groups };
}

// draw brings the picture up to date, and lays out what is new.
function draw({ layout = true } = {}) {
  const { nodes, groups } = inSight();
  const keep = new Set([...nodes.map(nodeId), ...groups.keys()]);
  const fresh = [];
  cy.batch(() => {
    cy.elements().filter((e) => !keep.has(e.id())).remove();
    for (const i of nodes) {
      const entity = entities[i];
      const more = neighbours(i).filter((n) => !shown.has(n)).length;
      const size = 13 + Math.round(9 * Math.sqrt(entity.facts.length / byRank[0].facts.length));
      const data = { id: nodeId(i), number: i, label: shorten(entity.name, 60), type: entity.type, shape: shapes[entity.type] ?? "rectangle", size, hidden: more };
      Object.assign(data, boxOf(data.label, size, entity.type));
      const old = cy.getElementById(data.id);
      if (old.nonempty()) { old.data(data); continue; }
      fresh.push(data.id);
      cy.add({ group: "nodes", data, position: besideKnown(i) });
    }
    for (const [id, group] of groups) {
      const evidence = group.reduce((n, f) => n + f.sentences.length, 0);
      const data = { id, source: nodeId(group[0].subject), target: nodeId(group[0].to), style: group[0].style, label: edgeLabel(group), width: Math.min(1 + 0.5 * evidence, 6), facts: group.map((f) => f.number) };
      const old = cy.getElementById(id);
      if (old.nonempty()) old.data(data); else cy.add({ group: "edges", data });
    }
  });
  if (layout && fresh.length) arrange(fresh);
  highlight();
  report(nodes.length, groups);
}

// besideKnown is where a new node begins: near a neighbour, in a direction of
// its own.
function besideKnown(i) {
  for (const n of neighbours(i)) {
    const known = cy.getElementById(nodeId(n));
    if (known.nonempty()) {
      const { x, y } = known.position();
      return { x: x + 90 * Math.cos(i * 2.4), y: y + 90 * Math.sin(i * 2.4) };
    }
  }
  return { x: 120 * Math.cos(i * 2.4), y: 120 * Math.sin(i * 2.4) };
}

// arrange lays out the parts of the graph that have new nodes, and packs all
// parts into the shape of the window.
function arrange(fresh) {
  const isNew = new Set(fresh);
  const parts = cy.elements().components();
  sameEachTime(() => {
    for (const part of parts) {
      const news = part.nodes().filter((n) => isNew.has(n.id()));
      if (news.empty()) continue;
      const few = part.nodes().length < 150;
      part.layout({
        name: "fcose", quality: few ? "proof" : "default", randomize: news.length === part.nodes().length, animate: false, fit: false,
        nodeDimensionsIncludeLabels: true, idealEdgeLength, nodeSeparation: 70, nodeRepulsion: 7000, gravity: 0.35, numIter: few ? 2500 : 800,
      }).run();
      pushApart(part.nodes());
    }
  });
  pack(parts);
  cy.fit(undefined, 30);
}

// sameEachTime gives the layout the same dice each time, so that a page looks
// the same whenever it is opened.
function sameEachTime(run) {
  const random = Math.random;
  let state = 1;
  Math.random = () => { state = (state * 48271) % 2147483647; return state / 2147483647; };
  try { run(); } finally { Math.random = random; }
}

// pushApart moves nodes that cover each other, along the way that is shorter.
function pushApart(nodes) {
  const gap = 22;
  const boxes = nodes.map((node) => ({ node, ...node.position(), w: node.outerWidth() + gap, h: node.outerHeight() + gap }));
  for (let round = 0, moved = true; moved && round < 60; round++) {
    moved = false;
    for (const [i, a] of boxes.entries()) {
      for (let j = i + 1; j < boxes.length; j++) {
        const b = boxes[j];
        const x = (a.w + b.w) / 2 - Math.abs(a.x - b.x), y = (a.h + b.h) / 2 - Math.abs(a.y - b.y);
        if (x <= 0.5 || y <= 0.5) continue;
        moved = true;
        const axis = x < y ? "x" : "y", half = Math.min(x, y) / 2 * (a[axis] < b[axis] ? 1 : -1);
        a[axis] -= half;
        b[axis] += half;
      }
    }
  }
  cy.batch(() => boxes.forEach(({ node, x, y }) => node.position({ x, y })));
}

// idealEdgeLength leaves room for the label, and for the many others at a hub.
function idealEdgeLength(edge) {
  const longest = Math.max(...edge.data("label").split("\n").map((line) => line.length));
  const crowd = Math.max(...edge.connectedNodes().map((n) => n.neighborhood("node").length));
  return 40 + 3.8 * longest + 14 * Math.max(0, crowd - 3);
}

// pack sets the parts in rows, the largest first, so wide that all together
// have the shape of the window.
function pack(parts) {
  const gap = 40;
  const boxes = parts.map((part) => ({ part, box: part.boundingBox() })).sort((a, b) => b.box.h - a.box.h);
  const area = boxes.reduce((sum, { box }) => sum + (box.w + gap) * (box.h + gap), 0);
  const width = Math.max(Math.sqrt(1.15 * area * cy.width() / cy.height()), ...boxes.map(({ box }) => box.w + gap));
  let x = 0, y = 0, row = 0;
  for (const { part, box } of boxes) {
    if (x > 0 && x + box.w > width) { x = 0; y += row + gap; row = 0; }
    part.nodes().shift({ x: x - box.x1, y: y - box.y1 });
    x += box.w + gap;
    row = Math.max(row, box.h);
  }
}

function highlight() {
  cy.elements().removeClass("chosen away");
  let at = cy.collection();
  if (chosen?.entity !== undefined) at = cy.getElementById(nodeId(chosen.entity));
  else if (chosen?.edge) at = cy.getElementById(chosen.edge);
  if (at.empty()) return;
  at.addClass("chosen");
  const near = at.isNode() ? at.closedNeighborhood() : at.union(at.connectedNodes());
  cy.elements().difference(near).addClass("away");
}

function seenFacts() { return [...inSight().groups.values()].flat(); }

function report(n, groups) {
  const seen = [...groups.values()].reduce((sum, group) => sum + group.length, 0);
  say(`${n.toLocaleString("en")} of ${plural(entities.length, "name or thing", "names and things")} and ${seen.toLocaleString("en")} of ${plural(facts.length, "fact")} in sight, from ${plural(articles.length, "article")}`);
}

function expand(number) {
  const more = neighbours(number).filter((n) => !shown.has(n));
  shown.add(number);
  more.slice(0, 40).forEach((n) => shown.add(n));
  draw();
  say(more.length > 40 ? `40 of ${more.length} neighbours shown; once more for the next` : `${plural(more.length, "neighbour")} shown`);
}

// collapse hides the neighbours that nothing else in sight is linked to.
function collapse(number) {
  const gone = neighbours(number).filter((n) => shown.has(n) && neighbours(n).filter((m) => shown.has(m)).length === 1);
  gone.forEach((n) => shown.delete(n));
  draw();
  say(`${plural(gone.length, "neighbour")} hidden`);
}

function setUpCanvas() {
  cy = cytoscape({ container: byId("graph"), style: sheet(), minZoom: 0.05, maxZoom: 4 });
  cy.on("tap", "node", (event) => choose({ entity: event.target.data("number") }));
  cy.on("dbltap", "node", (event) => expand(event.target.data("number")));
  cy.on("tap", "edge", (event) => choose({ edge: event.target.id() }));
  cy.on("tap", (event) => { if (event.target === cy) choose(null); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(sheet()));
  byId("graph").addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (move) cy.panBy({ x: move[0], y: move[1] });
    else if (event.key === "+" || event.key === "=") zoom(1.2);
    else if (event.key === "-") zoom(1 / 1.2);
    else return;
    event.preventDefault();
  });
  drawLegend();
}

function zoom(by) { cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); }

const lines = { asserted: ["ink", ""], attributed: ["ink", "1.5 4"], hypothetical: ["maybe", "6 3"], negated: ["denied", ""] };

function drawLegend() {
  const used = new Set(facts.map((f) => f.style));
  for (const [style, text] of Object.entries(styles)) {
    if (!used.has(style)) continue;
    const [ink, dashes] = lines[style];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", "M0 4H28");
    line.setAttribute("style", `stroke: var(--${ink}); stroke-width: 2; stroke-dasharray: ${dashes || "none"}`);
    svg.append(line);
    byId("legend").append(element("li", {}, svg, (style === "negated" ? "✗ " : "") + text));
  }
}
