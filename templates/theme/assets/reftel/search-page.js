/* The page search/: facets, sorting, all hits. Its state is in its address after the #. */
import { facets, search } from "./search-engine.js";
import { element, hitItem, resultSummary, stateAddress, whenTyped } from "./search-view.js";

const PIECE = 20;
const FIRST_SHOWN = 10;
const MAX_STATE = 10000;
const FACETS = [
  ["kind", "Kind"],
  ["year", "Year"],
  ["post", "Post"],
  ["tags", "TAGS"],
  ["handling", "Classification and captions"],
  ["withheld", "Withheld under"],
];
const CODED = new Set(["tags", "withheld"]);
const SORTS = [["relevance", "Relevance"], ["newest", "Newest first"], ["oldest", "Oldest first"]];

const WIDE = matchMedia("(min-width: 60em)");

const place = document.querySelector(".rt-search-page");
let state = null;
let meanings = {};
let asked = 0;

function read() {
  const parameters = new URLSearchParams(location.hash.slice(1, MAX_STATE));
  const filters = Object.fromEntries(FACETS.map(([facet]) => [facet, parameters.getAll(facet)]));
  const sort = parameters.get("sort");
  const known = SORTS.some(([name]) => name === sort);
  return { query: parameters.get("q") || "", filters, sort: known ? sort : "relevance" };
}

function build() {
  const input = element("input", {
    type: "search", class: "rt-search-input", autocomplete: "off", spellcheck: "false",
    "aria-label": "Search", placeholder: "Words, abbreviations, 08MEXICO721 ¶17 …",
  });
  const sort = element("select", { id: "rt-search-sort" },
    ...SORTS.map(([value, label]) => element("option", { value }, label)));
  const status = element("p", { class: "rt-search-status", role: "status" });
  const list = element("ol", { class: "rt-hits" });
  const more = element("button", { type: "button", class: "rt-search-more", hidden: "hidden" }, "More results");
  const groups = element("div", { class: "rt-facets", role: "group", "aria-label": "Filters" });
  const filters = element("details", { class: "rt-filters" }, element("summary", {}, "Filters"), groups);
  filters.open = WIDE.matches;
  WIDE.addEventListener("change", () => { filters.open = WIDE.matches; });
  const form = element("form", { class: "rt-search-form", role: "search" }, input);
  const sorting = element("p", { class: "rt-search-sort" },
    element("label", { for: "rt-search-sort" }, "Sort by"), " ", sort);
  place.replaceChildren(form, element("div", { class: "rt-search-columns" }, filters,
    element("div", { class: "rt-search-results" }, sorting, status, list, more)));
  form.addEventListener("submit", (event) => { event.preventDefault(); change({ query: input.value }); });
  const ask = whenTyped((query) => change({ query }));
  input.addEventListener("input", () => ask(input.value));
  sort.addEventListener("change", () => change({ sort: sort.value }));
  return { input, sort, status, list, more, groups };
}

function change(part) {
  state = { ...state, ...part };
  history.replaceState(null, "", stateAddress(location.pathname + location.search, state));
  return run();
}

async function run() {
  const turn = ++asked;
  const query = state.query.trim();
  const filtered = Object.values(state.filters).some((values) => values.length);
  try {
    const all = await facets();
    meanings = all.codes;
    const found = query || filtered ? await search(query, state.filters, state.sort) : null;
    const hits = found ? await found.more(PIECE) : [];
    if (turn !== asked) { return; }
    view.list.replaceChildren(...hits.map(hitItem));
    view.status.textContent = found ? resultSummary(found, query) : "Type to search, or choose a filter.";
    drawFacets(found ? found.counts : all.counts, all.counts);
    offerMore(found, hits.length);
  } catch {
    view.status.textContent = "The search index could not be loaded.";
  }
}

function offerMore(found, shown) {
  view.more.hidden = !found || (found.exact && shown >= found.cables + found.pages);
  view.more.onclick = async () => {
    const hits = await found.more(PIECE);
    const items = hits.map(hitItem);
    view.list.append(...items);
    items[0]?.querySelector("a")?.focus();
    offerMore(found, shown + hits.length);
  };
}

function drawFacets(counts, every) {
  if (!counts) { return; }
  const active = document.activeElement && document.activeElement.id;
  view.groups.replaceChildren(...FACETS.filter(([facet]) => every[facet]).map(([facet, label]) => {
    const chosen = state.filters[facet];
    const old = view.groups.querySelector(`[data-facet="${facet}"]`);
    const group = element("details", { class: "rt-facet", "data-facet": facet },
      element("summary", {}, chosen.length ? `${label} (${chosen.length} selected)` : label),
      element("ul", {}, ...optionsOf(facet, counts[facet] || {}, every[facet], chosen)));
    group.open = old ? old.open : chosen.length > 0 || facet === "kind";
    return group;
  }));
  if (active) { document.getElementById(active)?.focus(); }
}

function optionsOf(facet, counts, every, chosen) {
  const values = Object.keys(every).filter((value) => counts[value] || chosen.includes(value));
  values.sort(facet === "year"
    ? (a, b) => b.localeCompare(a)
    : (a, b) => (counts[b] || 0) - (counts[a] || 0) || a.localeCompare(b));
  const items = values.map((value, at) => option(facet, value, counts[value] || 0, chosen, at));
  if (items.length > FIRST_SHOWN + 2) {
    items.slice(FIRST_SHOWN).forEach((item) => { item.hidden = !chosen.includes(item.dataset.value); });
    const all = element("button", { type: "button", class: "rt-facet-all" }, `Show all ${items.length}`);
    all.addEventListener("click", () => {
      items.forEach((item) => { item.hidden = false; });
      all.closest("li").remove();
      items[FIRST_SHOWN].querySelector("input").focus();
    });
    items.push(element("li", {}, all));
  }
  return items;
}

function option(facet, value, count, chosen, at) {
  const id = `rt-${facet}-${at}-${value.replace(/\W+/g, "")}`;
  const tick = element("input", { type: "checkbox", id });
  tick.checked = chosen.includes(value);
  tick.addEventListener("change", () => {
    const without = state.filters[facet].filter((other) => other !== value);
    change({ filters: { ...state.filters, [facet]: tick.checked ? [...without, value] : without } });
  });
  const meaning = CODED.has(facet) && meanings[value] ? ` ${meanings[value]}` : "";
  return element("li", { "data-value": value }, tick,
    element("label", { for: id }, value, meaning ? element("small", {}, meaning) : "", " ",
      element("span", { class: "rt-facet-count" }, `${count}`)));
}

function show() {
  state = read();
  view.input.value = state.query;
  view.sort.value = state.sort;
  void run();
}

const view = place ? build() : null;
if (view) {
  window.addEventListener("hashchange", show);
  show();
  view.input.focus();
}
