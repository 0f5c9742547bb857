
// The page tries itself out, and writes what it found where the Go test reads
// it.
const results = [];
const check = (what, ok, got = "") => results.push(`${ok ? "ok" : "FAIL"} ${what}${ok ? "" : ": " + got}`);
const key = (target, name) => target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const type = (id, value) => { byId(id).value = value; byId(id).dispatchEvent(new Event("input", { bubbles: true })); };
const pick = (id, value) => { byId(id).value = value; byId(id).dispatchEvent(new Event("change", { bubbles: true })); };
const listedNames = () => [...byId("entities").querySelectorAll(".name")].map((n) => n.textContent);
const numberOf = (name) => entities.findIndex((e) => e.name === name);

function tryOut() {
  check("nodes are drawn", cy.nodes().length > 0 && cy.nodes().length <= 36, cy.nodes().length);
  check("no two nodes cover each other", !covered(), covered());
  check("arrows are drawn", cy.edges().length > 0);
  check("the title is as it was", document.title === title, document.title);
  check("nothing was injected", document.images.length === 0 && document.querySelectorAll("b b, i b, iframe, object").length === 0);
  check("the status tells", byId("status").textContent.includes("in sight"), byId("status").textContent);

  const everything = listedNames().length;
  type("search", "babb");
  check("search finds", listedNames().join() === "Charles Babbage", listedNames().join());
  key(byId("search"), "ArrowDown");
  check("an arrow key goes to the list", document.activeElement.textContent.includes("Charles Babbage"), document.activeElement.outerHTML);
  document.activeElement.click();
  check("a name has a profile", byId("profile").querySelector("h2").textContent === "Charles Babbage");
  check("the profile has focus", document.activeElement === byId("profile"));
  check("the chosen is marked", byId("entities").querySelector("[aria-pressed=true]")?.textContent.includes("Charles Babbage"));
  check("facts have sentences", byId("profile").querySelector("blockquote").textContent.length > 5);
  check("sentences have their article", byId("profile").querySelector("cite a").href === "https://example.org/1");
  key(document, "Escape");
  check("Escape lets go", chosen === null && byId("profile").querySelector("h2").textContent !== "Charles Babbage");
  type("search", "");
  check("the list is back", listedNames().length === everything);

  const edge = cy.edges('[style = "negated"]')[0];
  edge.emit("tap");
  check("an arrow has its sentences", byId("profile").querySelector("blockquote").textContent.includes("sold"), byId("profile").textContent);
  check("a denial is marked", byId("profile").querySelector(".mark.negated") !== null && edge.data("label").includes("✗ not"));
  choose(null);

  const before = seenFacts().length;
  const denied = byId("filter-styles").querySelector("[value=negated]");
  denied.click();
  check("marks filter", seenFacts().length < before && seenFacts().every((f) => !f.negated) && cy.edges('[style = "negated"]').empty());
  denied.click();
  check("marks come back", seenFacts().length === before);
  pick("filter-predicate", "met");
  check("predicates filter", seenFacts().length > 0 && seenFacts().every((f) => f.predicate === "met"));
  byId("filter-form").reset();
  pick("filter-speaker", String(numberOf("Luigi Menabrea")));
  check("speakers filter", seenFacts().length === 1 && seenFacts()[0].predicate === "visited", seenFacts().length);
  byId("filter-form").reset();
  pick("filter-modality", "possible");
  check("modality filters", seenFacts().length === 1 && seenFacts()[0].predicate === "funded");
  byId("filter-form").reset();
  type("filter-confidence", "0.95");
  check("confidence filters", seenFacts().length === 0);
  byId("filter-form").reset();
  type("time-from", "1");
  check("time filters", seenFacts().length > 0 && seenFacts().length < before, seenFacts().length);
  byId("filter-form").reset();
  check("no filters", seenFacts().length === before && countFilters() === 0);

  showOnly(numberOf("Lord Byron"));
  const few = cy.nodes().length;
  check("only neighbours", few === 2, few);
  choose({ entity: numberOf("Ada Lovelace") });
  byId("expand").click();
  check("neighbours expand", cy.nodes().length > few, cy.nodes().length);
  byId("collapse").click();
  check("neighbours collapse", cy.nodes().length < 8, cy.nodes().length);
  restart();
  check("start over", shown.size === start.length && seenFacts().length === before);

  check("JSON holds what is seen", JSON.parse(asJSON()).facts.length === before);
  check("CSV holds what is seen", asCSV().split("\r\n").length > before);
  check("formulas are harmless", cell("=1+1") === "'=1+1" && cell('a"b,c') === '"a""b,c"');
  check("PNG holds something", asPNG().size > 1000);
  check("links lead to the web alone", [...document.querySelectorAll("a[href]")].every((a) => /^(https?:|#|file:)/.test(a.href)));
  for (const control of document.querySelectorAll("input, select, button")) {
    if (!(control.labels?.length || control.textContent.trim() || control.getAttribute("aria-label"))) check("controls have names", false, control.outerHTML);
  }
  for (const entity of entities) { choose({ entity: entity.number }); }
  check("every profile can be seen", byId("profile").querySelector("h2") !== null);
  check("still nothing was injected", document.images.length === 0 && document.title === title);
}

// covered names two nodes that cover each other, "" when there are none.
function covered() {
  const boxes = cy.nodes().map((n) => ({ name: n.data("label"), ...n.boundingBox({ includeLabels: false, includeOverlays: false }) }));
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      if (a.x1 + 9 < b.x2 && b.x1 + 9 < a.x2 && a.y1 + 9 < b.y2 && b.y1 + 9 < a.y2) return `${a.name} and ${b.name}`;
    }
  }
  return "";
}

window.addEventListener("error", (event) => check("no errors", false, event.message));
document.addEventListener("securitypolicyviolation", (event) => check("the policy holds", false, event.violatedDirective));
try { tryOut(); } catch (error) { check("no exceptions", false, error.stack); }
document.body.append(element("pre", { id: "results" }, results.join("\n")));
