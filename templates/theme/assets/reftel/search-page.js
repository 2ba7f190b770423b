/* The page search/: filters, results by cable, lines of context, lists. Its state is in the address. */
import { facets, search } from "./search-engine.js";
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
  try {
    const index = await facets();
    if (!isCurrent()) { return; }
    view.help.fill(index.counts);
    await (state.view === "list" ? drawList : drawFound)(index, isCurrent);
  } catch {
    if (isCurrent()) { view.status.textContent = "The search index could not be loaded."; }
  }
}

async function drawFound(index, isCurrent) {
  const filters = Object.fromEntries(Object.entries(state.filters).filter(([facet]) => Object.hasOwn(index.counts, facet)));
  const isAsked = state.query.trim() || Object.values(filters).some((values) => values.length);
  const searchAgain = () => search(state.query.trim(), filters, state.sort);
  const found = isAsked ? await searchAgain() : null;
  const groups = found && state.view === "cables" ? await found.more(PIECE) : [];
  if (!isCurrent()) { return; }
  drawSummary(found, index, isCurrent);
  view.notes.replaceChildren(...(found ? remarks(found, state.query.trim(), (query) => addressOf({ query })) : []));
  showFilters(index, found ? found.counts : index.counts);
  if (!found || !(found.cables + found.pages)) { view.body.replaceChildren(); return; }
  const summarise = () => { if (isCurrent()) { drawSummary(found, index, isCurrent); } };
  if (state.view === "lines") {
    await drawLines(view.body, found, state.lineSort, isCurrent);
    summarise();
  } else {
    drawGroups(found, groups, summarise);
  }
  if (!isCurrent()) { return; }
  view.body.append(takingLine(searchAgain, place.dataset.catalogue));
  if (!found.exact && found.candidates <= COUNTED) { await countAll(found, index, isCurrent); }
}

function drawSummary(found, index, isCurrent) {
  view.status.textContent = found ? resultSummary(found, state.query) : "Type to search, or choose a filter.";
  view.counting.replaceChildren(found && !found.exact ? countButton(found, index, isCurrent) : "");
}

/* Many results are not counted to the end unless the reader wants it. */
function countButton(found, index, isCurrent) {
  const button = element("button", { type: "button", class: "rt-search-more" }, "Count all results");
  button.addEventListener("click", () => countAll(found, index, isCurrent, (done) => {
    button.textContent = `Counting: ${done.toLocaleString("en")} of ${found.candidates.toLocaleString("en")}`;
  }), { once: true });
  return button;
}

async function countAll(found, index, isCurrent, progress) {
  await found.count(progress);
  if (!isCurrent()) { return; }
  drawSummary(found, index, isCurrent);
  showFilters(index, found.counts);
}

/* What was found so far is counted again with each piece: `summarise` shows it. */
function drawGroups(found, groups, summarise) {
  const list = element("ol", { class: "rt-hits" }, ...groups.map((group) => groupItem(group, "h3")));
  const more = element("button", { type: "button", class: "rt-search-more" }, "More results");
  const offer = (added) => {
    const isLast = found.exact && list.children.length >= found.cables + found.pages;
    more.hidden = isLast || added.length < PIECE;
  };
  more.addEventListener("click", async () => {
    const added = await found.more(PIECE);
    const items = added.map((group) => groupItem(group, "h3"));
    list.append(...items);
    items[0]?.querySelector("a").focus();
    offer(added);
    summarise();
  });
  offer(groups);
  view.body.replaceChildren(list, more);
}

async function drawList(index, isCurrent) {
  view.notes.replaceChildren();
  view.counting.replaceChildren();
  view.body.replaceChildren();
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
