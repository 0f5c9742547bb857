// Puts the parts together.

// choose makes an entity, an arrow or nothing the thing that the profile and
// the picture are about.
function choose(next, { focus = false } = {}) {
  chosen = next;
  if (next?.entity !== undefined) {
    const alone = !shown.has(next.entity);
    shown.add(next.entity);
    // One that came from the list alone brings those that it is told with.
    if (alone && !neighbours(next.entity).some((n) => shown.has(n))) neighbours(next.entity).slice(0, 6).forEach((n) => shown.add(n));
    draw({ layout: alone });
  } else {
    highlight();
  }
  drawProfile();
  markList();
  if (next?.entity !== undefined && cy) {
    const node = cy.getElementById(nodeId(next.entity));
    if (focus && node.nonempty()) lookAt(node);
    say(`${entities[next.entity].name}: ${plural(entities[next.entity].facts.length, "fact")}`);
  }
  if (focus) byId("profile").focus({ preventScroll: true });
}

// lookAt brings a node and its neighbours into view, no larger than life.
function lookAt(node) {
  cy.fit(node.closedNeighborhood(), 50);
  if (cy.zoom() > 1.2) { cy.zoom(1.2); cy.center(node); }
}

function showOnly(number) {
  shown.clear();
  shown.add(number);
  neighbours(number).slice(0, 60).forEach((n) => shown.add(n));
  draw();
  markList();
}

function restart() {
  shown.clear();
  start.forEach((n) => shown.add(n));
  chosen = null;
  byId("search").value = "";
  byId("filter-form").reset();
  cy.elements().remove();
  draw();
  drawList();
  drawProfile();
}

filter.changed = () => {
  draw();
  drawList();
  if (chosen) drawProfile();
};

setUpFilters();
setUpCanvas();
setUpList();
setUpExport();
byId("fit").addEventListener("click", () => cy.fit(undefined, 30));
byId("restart").addEventListener("click", restart);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input, select")) { byId("search").focus(); event.preventDefault(); }
  if (event.key !== "Escape") return;
  const from = chosen?.entity;
  choose(null);
  const at = listed.findIndex((e) => e.number === from);
  if (at >= 0) focusItem(at); else byId("search").focus();
});
draw();
drawList();
drawProfile();
