/* The page search/: filters, results by cable, lines of context, lists. Its state is in the address. */
import { facets, FIRST, search } from "./search-engine.js";
import { drawFacets } from "./search-facets.js";
import { helpPanel } from "./search-help.js";
import { drawLines } from "./search-lines.js";
import { drawMatrix, listForm } from "./search-list-view.js";
import { LINE_SORTS, SORTS, VIEWS, readState, stateAddress } from "./search-state.js";
import { takingLine } from "./search-take.js";
import { element, groupItem, remarks, resultSummary, whenTyped } from "./search-view.js";

const PIECE = 20;
/* Documents that are read to count results without being asked to: a few hundred kilobytes. */
const COUNTED = 200;
const WIDE = matchMedia("(min-width: 60em)");

const place = document.querySelector(".rt-search-page");
let state = null;
let asked = 0;

function build() {
  const input = element("input", {
    type: "search", class: "rt-search-input", autocomplete: "off", spellcheck: "false",
    "aria-label": "Search", placeholder: "Words, abbreviations, 08MEXICO721 ¶17 …",
  });
  const help = helpPanel();
  const form = element("form", { class: "rt-search-form", role: "search" }, input);
  const views = new Map(VIEWS.map(([name, label]) => [name, element("a", { href: "#" }, label)]));
  const sort = element("select", { id: "rt-search-sort" });
  const sorting = element("p", { class: "rt-search-sort" },
    element("label", { for: "rt-search-sort" }, "Sort by"), " ", sort);
  const status = element("p", { class: "rt-search-status", role: "status" });
  const notes = element("div", { class: "rt-search-remarks", role: "status" });
  const counting = element("p", { class: "rt-search-counting" });
  const body = element("div", { class: "rt-search-body" });
  const groups = element("div", { class: "rt-facets", role: "group", "aria-label": "Filters" });
  const filters = element("details", { class: "rt-filters" }, element("summary", {}, "Filters"), groups);
  WIDE.addEventListener("change", () => drawColumns());
  const list = listForm((part) => {
    void change(part);
    columns.scrollIntoView();
  });
  const choice = element("ul", { class: "rt-search-views", "aria-label": "Views" },
    ...[...views.values()].map((link) => element("li", {}, link)));
  const columns = element("div", { class: "rt-search-columns" }, filters,
    element("div", { class: "rt-search-results" },
      element("h2", { class: "rt-offscreen" }, "Results"), sorting, status, counting, notes, body));
  place.replaceChildren(choice, form, list.form, help.panel, columns);
  const ask = whenTyped((query) => change({ query }, "replace"));
  input.addEventListener("input", () => ask(input.value));
  form.addEventListener("submit", (event) => { event.preventDefault(); change({ query: input.value }); });
  sort.addEventListener("change", () => change(
    state.view === "lines" ? { lineSort: sort.value } : { sort: sort.value }));
  return { form, input, help, views, sort, sorting, status, counting, notes, body, columns, filters, groups, list };
}

/** Another state: a step of its own for the browser's back button, except while typing. */
function change(part, step = "push") {
  state = { ...state, ...part };
  const address = addressOf({});
  if (step === "push" && address !== location.href.replace(location.origin, "")) {
    history.pushState(null, "", address);
  } else {
    history.replaceState(null, "", address);
  }
  return draw();
}

function addressOf(part) {
  return stateAddress(location.pathname + location.search, { ...state, ...part });
}

async function draw() {
  const turn = ++asked;
  const isCurrent = () => turn === asked;
  drawControls();
  place.dataset.busy = "yes";
  try {
    await (state.view === "list" ? drawList : drawFound)(isCurrent);
  } catch {
    if (isCurrent()) { view.status.textContent = "The search index could not be loaded."; }
  }
  if (isCurrent()) { place.dataset.busy = "no"; }
}

/* The files of the facets, which are as large as those of a search. */
let loaded = null;

async function loadFacets() {
  loaded = await facets();
  view.help.fill(loaded.counts);
  return loaded;
}

/* Results come first; facets are loaded before them only if a filter is chosen, which may be unknown. */
async function drawFound(isCurrent) {
  const chosen = Object.entries(state.filters).filter(([, values]) => values.length);
  const known = chosen.length ? (await loadFacets()).counts : {};
  const filters = Object.fromEntries(chosen.filter(([facet]) => Object.hasOwn(known, facet)));
  const isAsked = state.query.trim() || Object.keys(filters).length;
  const { query, sort } = state;
  const searchAgain = () => search(query.trim(), filters, sort);
  const hasFacets = loaded !== null;
  const found = isAsked ? await searchAgain() : null;
  const isCounted = hasFacets || !found || found.exact;
  const groups = found && state.view === "cables" ? await found.more(FIRST) : [];
  if (!isCurrent()) { return; }
  await drawResults(found, groups, searchAgain, isCurrent);
  const index = await loadFacets();
  if (!isCounted) { found.counts = (await searchAgain()).counts; }
  if (!isCurrent()) { return; }
  showFilters(index, found ? found.counts : index.counts);
  if (found && !found.exact && found.candidates <= COUNTED) { await countAll(found, isCurrent); }
}

async function drawResults(found, groups, searchAgain, isCurrent) {
  const summarise = () => { if (isCurrent()) { drawSummary(found, isCurrent); } };
  summarise();
  view.notes.replaceChildren(...(found ? remarks(found, state.query.trim(), (query) => addressOf({ query })) : []));
  if (!found || !(found.cables + found.pages)) { view.body.replaceChildren(); return; }
  if (state.view === "lines") {
    await drawLines(view.body, found, state.lineSort, isCurrent);
    summarise();
    if (isCurrent()) { view.body.append(takingLine(searchAgain, place.dataset.catalogue)); }
  } else {
    const fill = drawGroups(found, groups, summarise);
    view.body.append(takingLine(searchAgain, place.dataset.catalogue));
    await fill();
  }
}

function drawSummary(found, isCurrent) {
  view.status.textContent = found ? resultSummary(found, state.query) : "Type to search, or choose a filter.";
  view.counting.replaceChildren(found && !found.exact ? countButton(found, isCurrent) : "");
}

/* Many results are not counted to the end unless the reader wants it. */
function countButton(found, isCurrent) {
  const button = element("button", { type: "button", class: "rt-search-more" }, "Count all results");
  button.addEventListener("click", () => countAll(found, isCurrent, (done) => {
    button.textContent = `Counting: ${done.toLocaleString("en")} of ${found.candidates.toLocaleString("en")}`;
  }), { once: true });
  return button;
}

async function countAll(found, isCurrent, progress) {
  await found.count(progress);
  const index = await loadFacets();
  if (!isCurrent()) { return; }
  drawSummary(found, isCurrent);
  showFilters(index, found.counts);
}

/* What was found so far is counted again with each piece: `summarise` shows it. Gives a function that
   fills the first piece. */
function drawGroups(found, groups, summarise) {
  const list = element("ol", { class: "rt-hits" }, ...groups.map((group) => groupItem(group, "h3")));
  const more = element("button", { type: "button", class: "rt-search-more" }, "More results");
  const offer = (added) => {
    const isLast = found.exact && list.children.length >= found.cables + found.pages;
    more.hidden = isLast || !added.length;
  };
  const add = async (number) => {
    const added = await found.more(number);
    const items = added.map((group) => groupItem(group, "h3"));
    list.append(...items);
    offer(added);
    summarise();
    return items;
  };
  more.addEventListener("click", async () => {
    const [first] = await add(PIECE);
    first?.querySelector("a").focus();
  });
  offer(groups);
  view.body.replaceChildren(list, more);
  return () => add(PIECE - groups.length);
}

async function drawList(isCurrent) {
  view.notes.replaceChildren();
  view.counting.replaceChildren();
  view.body.replaceChildren();
  const index = await loadFacets();
  if (!isCurrent()) { return; }
  showFilters(index, index.counts);
  if (!state.list) { view.status.textContent = "Paste a list to search it."; return; }
  await drawMatrix(view, state, (query) => addressOf({ query, view: "cables", list: "" }), isCurrent);
}

function showFilters(index, counts) {
  drawFacets(view.groups, {
    counts, every: index.counts, codes: index.codes, filters: state.filters,
    choose: (facet, values) => change({ filters: { ...state.filters, [facet]: values } }),
  });
}

/* Filters beside the cables where there is room; lines and matrices need the whole width. */
function drawColumns() {
  const isWhole = state.view !== "cables";
  view.columns.dataset.view = state.view;
  view.columns.classList.toggle("rt-search-columns--wide", isWhole);
  view.filters.open = WIDE.matches && !isWhole;
}

function drawControls() {
  if (view.columns.dataset.view !== state.view) { drawColumns(); }
  const isList = state.view === "list";
  view.views.forEach((link, name) => {
    link.href = addressOf({ view: name });
    link.setAttribute("aria-current", String(name === state.view));
  });
  view.form.hidden = isList;
  view.list.form.hidden = !isList;
  view.sorting.hidden = isList;
  const sorts = state.view === "lines" ? LINE_SORTS : SORTS;
  view.sort.replaceChildren(...sorts.map(([value, label]) => element("option", { value }, label)));
  view.sort.value = state.view === "lines" ? state.lineSort : state.sort;
}

function show() {
  state = readState(location.hash);
  view.input.value = state.query;
  view.list.fill(state);
  view.help.panel.open = false;
  void draw();
}

const view = place ? build() : null;
if (view) {
  window.addEventListener("hashchange", show);
  show();
  if (state.view !== "list") { view.input.focus(); }
}
