// Filters: which facts are seen. Each control changes `filter`, and whoever
// listens to filter.changed draws anew.

const filter = {
  types: new Set(types),
  styles: new Set(Object.keys(styles)),
  modality: "", predicate: "", speaker: "",
  confidence: 0,
  from: "", until: "", // days; empty: any
  changed: () => {},
};

function passes(fact) {
  return filter.styles.has(fact.style)
    && (!filter.modality || fact.modality === filter.modality)
    && (!filter.predicate || fact.predicate === filter.predicate)
    && (!filter.speaker || (filter.speaker === "article" ? !fact.by : (fact.by ?? []).includes(Number(filter.speaker))))
    && fact.confidence >= filter.confidence
    && filter.types.has(entities[fact.subject].type)
    && (fact.to === undefined || filter.types.has(entities[fact.to].type))
    && passesTime(fact);
}

// A fact without any time is seen until a time is asked for.
function passesTime(fact) {
  if (!filter.from && !filter.until) return true;
  return fact.from !== undefined && (!filter.from || fact.until >= filter.from) && (!filter.until || fact.from <= filter.until);
}

function countFilters() {
  return (filter.types.size < types.length) + (filter.styles.size < 4) + Boolean(filter.modality) + Boolean(filter.predicate)
    + Boolean(filter.speaker) + (filter.confidence > 0) + Boolean(filter.from || filter.until);
}

function filterChanged() {
  const n = countFilters();
  byId("filter-count").textContent = n ? `(${n})` : "";
  filter.changed();
}

// tally counts values, the most frequent first.
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function fillSelect(id, any, options, set) {
  const select = byId(id);
  select.append(element("option", { value: "" }, any));
  for (const [value, text] of options) select.append(element("option", { value }, text));
  select.addEventListener("change", () => { set(select.value); filterChanged(); });
}

function fillChecks(id, set, names, swatch) {
  for (const [value, text] of names) {
    const box = element("input", { type: "checkbox", checked: "", value });
    box.addEventListener("change", () => { box.checked ? set.add(value) : set.delete(value); filterChanged(); });
    byId(id).append(element("label", {}, box, swatch?.(value) ?? "", text));
  }
}

const typeDot = (type) => element("span", { class: "dot", style: `background: var(--${type})`, "aria-hidden": "true" });

function setUpFilters() {
  const usedTypes = new Set(entities.map((e) => e.type));
  fillChecks("filter-types", filter.types, types.filter((t) => usedTypes.has(t)).map((t) => [t, t]), typeDot);
  fillChecks("filter-styles", filter.styles, Object.entries(styles));
  fillSelect("filter-modality", "any", tally(facts.map((f) => f.modality)).map(([m, n]) => [m, `${m} (${n})`]), (v) => { filter.modality = v; });
  fillSelect("filter-predicate", "any", tally(facts.map((f) => f.predicate)).map(([p, n]) => [p, `${p} (${n})`]), (v) => { filter.predicate = v; });
  const speakers = tally(facts.flatMap((f) => f.by ?? [])).map(([i, n]) => [i, `${entities[i].name} (${n})`]);
  fillSelect("filter-speaker", "anybody", [["article", "the articles themselves"], ...speakers], (v) => { filter.speaker = v; });
  byId("filter-confidence").addEventListener("input", (event) => {
    filter.confidence = Number(event.target.value);
    byId("confidence-value").textContent = event.target.value;
    filterChanged();
  });
  byId("filter-form").addEventListener("submit", (event) => event.preventDefault());
  byId("filter-form").addEventListener("reset", () => {
    types.forEach((t) => filter.types.add(t));
    Object.keys(styles).forEach((s) => filter.styles.add(s));
    Object.assign(filter, { modality: "", predicate: "", speaker: "", confidence: 0 });
    byId("confidence-value").textContent = "0";
    resetTime();
    filterChanged();
  });
  setUpTimeline();
}

// The timeline has a step for each day on which something happened or an
// article appeared: articles come in heaps with years between them.
const days = [...new Set(facts.flatMap((f) => (f.from ? [f.from, f.until] : [])))].sort();

function setUpTimeline() {
  if (days.length < 2) { byId("timeline").hidden = true; return; }
  drawBars();
  for (const id of ["time-from", "time-until"]) {
    Object.assign(byId(id), { min: 0, max: days.length - 1, step: 1 });
    byId(id).addEventListener("input", () => {
      const from = Number(byId("time-from").value), until = Number(byId("time-until").value);
      if (from > until) byId(id === "time-from" ? "time-until" : "time-from").value = byId(id).value;
      setTime();
      filterChanged();
    });
  }
  resetTime();
}

function resetTime() {
  if (days.length < 2) return;
  byId("time-from").value = 0;
  byId("time-until").value = days.length - 1;
  setTime();
}

function setTime() {
  const from = Number(byId("time-from").value), until = Number(byId("time-until").value);
  const all = from === 0 && until === days.length - 1;
  filter.from = all ? "" : days[from];
  filter.until = all ? "" : days[until];
  for (const [id, day] of [["time-from", days[from]], ["time-until", days[until]]]) {
    byId(id + "-value").textContent = day;
    byId(id).setAttribute("aria-valuetext", day);
  }
  const bars = [...byId("bars").children];
  bars.forEach((bar, i) => {
    const at = i * (days.length - 1) / Math.max(1, bars.length - 1);
    bar.classList.toggle("in", at >= from - 0.5 && at <= until + 0.5);
  });
}

function drawBars() {
  const n = Math.min(days.length, 120);
  const counts = new Array(n).fill(0);
  const at = new Map(days.map((day, i) => [day, Math.round(i * (n - 1) / (days.length - 1))]));
  for (const fact of facts) if (fact.from) counts[at.get(fact.from)]++;
  const most = Math.max(...counts);
  byId("bars").append(...counts.map((c) => element("i", { style: `height: ${Math.round(100 * Math.sqrt(c / most))}%` })));
}
