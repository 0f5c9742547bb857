// What is seen, as files.

function save(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(`${name} saved`);
}

function spell(fact) {
  return {
    id: fact.id, subject: entities[fact.subject].name, predicate: fact.predicate,
    object: fact.object !== undefined ? entities[fact.object].name : fact.value ?? "",
    negated: Boolean(fact.negated), modality: fact.modality, attributed_to: (fact.by ?? []).map((i) => entities[i].name),
    details: fact.details ?? [], from: fact.from ?? "", until: fact.until ?? "", confidence: fact.confidence,
    evidence: fact.sentences.map((n) => ({ text: sentences[n].text, ...articles[sentences[n].article] })),
  };
}

function asJSON() { return JSON.stringify({ title, facts: seenFacts().map(spell) }, null, 1); }

// cell quotes a value for CSV. Spreadsheets calculate what begins like a
// formula, so that gets an apostrophe.
function cell(value) {
  let text = String(value);
  if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asCSV() {
  const rows = [["subject", "predicate", "object", "negated", "modality", "attributed to", "details", "from", "until", "confidence", "sentence", "article", "address"]];
  for (const fact of seenFacts().map(spell)) {
    const first = fact.evidence[0] ?? {};
    rows.push([fact.subject, fact.predicate, fact.object, fact.negated, fact.modality, fact.attributed_to.join(" < "), fact.details.join("; "),
      fact.from, fact.until, fact.confidence, first.text ?? "", first.title ?? "", first.address ?? ""]);
  }
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const asPNG = () => cy.png({ output: "blob", full: true, scale: 2, bg: color("paper"), maxWidth: 8000, maxHeight: 8000 });

function setUpExport() {
  byId("save-png").addEventListener("click", () => save("facts.png", asPNG()));
  byId("save-json").addEventListener("click", () => save("facts.json", new Blob([asJSON()], { type: "application/json" })));
  byId("save-csv").addEventListener("click", () => save("facts.csv", new Blob([asCSV()], { type: "text/csv" })));
}
