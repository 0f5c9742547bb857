// The profile: what is said of an entity, or along an arrow, with the sentences.

function entityLink(number) {
  return element("button", { type: "button", class: "link", dir: "auto", onclick: () => choose({ entity: number }, { focus: true }) }, entities[number].name);
}

function marks(fact) {
  const made = [];
  if (fact.negated) made.push(element("span", { class: "mark negated" }, "✗ not"));
  if (fact.modality !== "asserted") made.push(element("span", { class: "mark hypothetical" }, fact.modality));
  if (fact.by) made.push(element("span", { class: "mark attributed" }, "says " + fact.by.map((i) => entities[i].name).join(", says ")));
  return made;
}

function factItem(fact, open = false) {
  const object = fact.object !== undefined ? entityLink(fact.object)
    : element("span", { dir: "auto" }, fact.claim ? `“${fact.value}”` : fact.value ?? "");
  const line = element("div", {}, entityLink(fact.subject), " ", element("b", {}, fact.predicate), " ", object, ...marks(fact));
  const when = [...(fact.details ?? []), `${Math.round(100 * fact.confidence)} % sure`].join(" · ");
  return element("li", { class: "fact" }, line, element("div", { class: "when" }, when),
    element("details", { open: open ? "" : undefined }, element("summary", {}, plural(fact.sentences.length, "sentence")), ...fact.sentences.flatMap(quotation)));
}

// articleName is the title, or the last part of the address.
function articleName({ title, address }) {
  return (title === address ? title.split("/").at(-1) : title) || "untitled article";
}

function quotation(number) {
  const { article, text } = sentences[number];
  const { title, date, source, address } = articles[article];
  const name = articleName(articles[article]);
  const linked = /^https?:\/\//i.test(address ?? "") ? element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, name) : name;
  const rest = [source, date, address !== title ? address : ""].filter(Boolean).join(", ");
  return [element("blockquote", { dir: "auto" }, text), element("cite", {}, linked, rest ? " · " + rest : "")];
}

function group(heading, facts, open) {
  return facts.length ? [element("h3", {}, heading), element("ul", {}, ...facts.map((f) => factItem(f, open)))] : [];
}

// byPredicate orders facts so that what is said alike stands together, the
// most frequent first.
function byPredicate(facts) {
  const rank = new Map(tally(facts.map((f) => f.predicate)).map(([p], i) => [p, i]));
  return facts.toSorted((a, b) => rank.get(a.predicate) - rank.get(b.predicate) || b.confidence - a.confidence);
}

function drawEntity(number) {
  const entity = entities[number];
  const mine = entity.facts.filter(passes);
  const also = (entity.aliases ?? []).slice(0, 8).join(", ");
  const hidden = entity.facts.length - mine.length;
  return [
    element("h2", { dir: "auto" }, entity.name),
    element("p", { class: "kind" }, typeDot(entity.type), " ", [entity.type, entity.subtype, ...(entity.roles ?? []).slice(0, 4)].filter(Boolean).join(" · ")),
    also ? element("p", { class: "faint", dir: "auto" }, "Also: " + also) : "",
    ...(entity.sameAs ?? []).filter((iri) => /^https?:\/\//i.test(iri)).map((iri) => element("p", { class: "faint" }, element("a", { href: iri, rel: "noopener noreferrer", target: "_blank" }, iri))),
    element("div", { class: "actions" },
      element("button", { type: "button", id: "expand", onclick: () => { expand(number); markList(); } }, "Show neighbours"),
      element("button", { type: "button", id: "collapse", onclick: () => { collapse(number); markList(); } }, "Hide neighbours"),
      element("button", { type: "button", id: "only", onclick: () => { showOnly(number); } }, "Only this and its neighbours")),
    ...group("Says", byPredicate(mine.filter((f) => f.subject === number && f.claim))),
    ...group("Does and is", byPredicate(mine.filter((f) => f.subject === number && !f.claim))),
    ...group("In what others do", byPredicate(mine.filter((f) => f.subject !== number && (f.object === number || f.to === number)))),
    ...group("According to " + entity.name, byPredicate(mine.filter((f) => f.subject !== number && f.object !== number && f.to !== number))),
    hidden ? element("p", { class: "faint" }, `${plural(hidden, "fact")} hidden by filters`) : "",
  ];
}

function drawEdge(id) {
  const numbers = cy.getElementById(id).data("facts") ?? [];
  const along = numbers.map((n) => facts[n]);
  if (!along.length) return drawNothing();
  return [
    element("h2", { dir: "auto" }, `${entities[along[0].subject].name} → ${entities[along[0].to].name}`),
    element("p", { class: "kind" }, styles[along[0].style]),
    ...group(plural(along.length, "fact"), byPredicate(along), true),
  ];
}

function drawNothing() {
  return [
    element("h2", {}, "What is said, and by whom"),
    element("p", {}, "Choose a name in the list or in the picture to see what the articles say of it, or an arrow to read its sentences."),
    element("p", { class: "faint" }, "A number at a name tells how many neighbours are out of sight: click twice to show them. Arrow keys walk the list, Enter chooses, Escape lets go."),
    element("h3", {}, plural(articles.length, "article")),
    element("ul", {}, ...articles.map((a) => element("li", { class: "fact", dir: "auto" }, articleName(a),
      element("div", { class: "when" }, [a.source, a.date].filter(Boolean).join(", "))))),
  ];
}

function drawProfile() {
  const parts = chosen?.entity !== undefined ? drawEntity(chosen.entity) : chosen?.edge ? drawEdge(chosen.edge) : drawNothing();
  byId("profile").replaceChildren(...parts.filter((p) => p !== ""));
  byId("profile").scrollTop = 0;
}
