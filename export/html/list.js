// The list of names: the way through the graph without a pointer. Arrow keys
// walk it, Enter chooses.

const mostListed = 300;
let listed = [];

function drawList() {
  const words = byId("search").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = byRank.filter((e) => filter.types.has(e.type) && words.every((w) => e.words.includes(w)));
  // Who is called so comes before who is described so.
  if (words.length) found.sort((a, b) => rankOf(b, words) - rankOf(a, words));
  listed = found.slice(0, mostListed);
  byId("entities").replaceChildren(...listed.map(listItem));
  const more = found.length - listed.length;
  byId("more-entities").textContent = found.length === 0 ? "Nothing has such a name." : more > 0 ? `and ${more.toLocaleString("en")} more` : "";
  return found.length;
}

const rankOf = (entity, words) => words.filter((w) => entity.name.toLocaleLowerCase().includes(w)).length;

function listItem(entity, at) {
  const button = element("button", {
    type: "button", tabindex: at === 0 ? "0" : "-1", "aria-pressed": String(chosen?.entity === entity.number),
    class: shown.has(entity.number) ? "" : "unseen", "data-number": entity.number, onclick: () => choose({ entity: entity.number }, { focus: true }),
  },
  typeDot(entity.type), element("span", { class: "name", dir: "auto" }, shorten(entity.name, 90)), element("span", { class: "quiet" }, `, ${entity.type}, `),
  element("span", { class: "count" }, String(entity.facts.length), element("span", { class: "quiet" }, " facts")));
  return element("li", {}, button);
}

function markList() {
  for (const button of byId("entities").querySelectorAll("button")) {
    const number = Number(button.dataset.number);
    button.setAttribute("aria-pressed", String(chosen?.entity === number));
    button.classList.toggle("unseen", !shown.has(number));
  }
}

function setUpList() {
  byId("search").addEventListener("input", () => say(`${plural(drawList(), "name or thing", "names and things")} found`));
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { focusItem(0); event.preventDefault(); }
    if (event.key === "Enter" && listed.length) choose({ entity: listed[0].number }, { focus: true });
  });
  byId("entities").addEventListener("keydown", (event) => {
    const buttons = [...byId("entities").querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) byId("search").focus(); else focusItem(Math.min(to, buttons.length - 1));
  });
}

// focusItem moves the one tab stop of the list.
function focusItem(at) {
  const buttons = [...byId("entities").querySelectorAll("button")];
  if (!buttons[at]) return;
  buttons.forEach((button, i) => { button.tabIndex = i === at ? 0 : -1; });
  buttons[at].focus();
}
