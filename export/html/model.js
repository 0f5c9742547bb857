// The graph as the page holds it: the data of the page with indexes. Facts know
// their own number and style; entities know the facts that they are in.

const { title, entities, articles, sentences, facts, start } = JSON.parse(document.getElementById("data").textContent);

const types = ["person", "organization", "place", "event", "group", "document", "product", "date", "quantity", "concept"];

// The styles in which facts are drawn, in the order of the legend.
const styles = {
  asserted: "reported as fact",
  attributed: "said by somebody",
  hypothetical: "possible, planned or asked",
  negated: "denied",
};

function styleOf(fact) {
  if (fact.negated) return "negated";
  if (fact.modality !== "asserted") return "hypothetical";
  return fact.by ? "attributed" : "asserted";
}

for (const entity of entities) {
  entity.facts = []; // as subject, object, other end or speaker
  entity.words = [entity.name, ...(entity.aliases ?? []), ...(entity.roles ?? [])].join("\n").toLocaleLowerCase();
}
facts.forEach((fact, number) => {
  fact.number = number;
  fact.style = styleOf(fact);
  for (const i of new Set([fact.subject, fact.object, fact.to, ...(fact.by ?? [])])) {
    if (i !== undefined) entities[i].facts.push(fact);
  }
});
entities.forEach((entity, number) => { entity.number = number; });

// byRank lists the entities, those of which most is said first.
const byRank = entities.toSorted((a, b) => b.facts.length - a.facts.length || a.number - b.number);

// neighbours lists the entities at the other ends of an entity's arrows.
function neighbours(number) {
  const found = new Set();
  for (const fact of entities[number].facts) {
    if (fact.to === undefined || !passes(fact)) continue;
    if (fact.subject === number) found.add(fact.to);
    if (fact.to === number) found.add(fact.subject);
  }
  found.delete(number);
  return [...found].sort((a, b) => entities[b].facts.length - entities[a].facts.length || a - b);
}

// element makes an element of the document with attributes and children.
// Strings become text, never markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

const byId = (id) => document.getElementById(id);

function say(text) { byId("status").textContent = text; }

const plural = (n, one, many = one + "s") => n.toLocaleString("en") + " " + (n === 1 ? one : many);
