/* The catalogue on the page of all cables, of a post or TAGS code. Its state is in the address after the #. */
import { Catalogue, FACETS, MONTHS, SORTS } from "./catalogue-data.js";
import { coins, FORMATS } from "./catalogue-formats.js";
import { save } from "./search-files.js";
import { element, number } from "./search-view.js";

const PAGE = 50;
const FIRST_SHOWN = 8;
const MAX_STATE = 10000;
const OPEN = new Set(["year", "month", "post", "tags"]);
const IN_TIME = new Set(["year", "month"]);
const WIDE = matchMedia("(min-width: 60em)");

const place = document.querySelector(".rt-catalogue");
const selected = new Set();
let catalogue = null;
let state = null;
let view = null;
let found = [];
let asked = 0;

function read() {
  const parameters = new URLSearchParams(location.hash.slice(1, MAX_STATE));
  const filters = Object.fromEntries(FACETS.map(([name]) => [name, parameters.getAll(name)]));
  const sort = SORTS.some(([name]) => name === parameters.get("sort")) ? parameters.get("sort") : SORTS[0][0];
  return { filters, sort, page: Math.max(1, Number.parseInt(parameters.get("page"), 10) || 1) };
}

function change(part) {
  state = { ...state, page: 1, ...part };
  const parameters = new URLSearchParams();
  for (const [name, values] of Object.entries(state.filters)) {
    values.forEach((value) => parameters.append(name, value));
  }
  if (state.sort !== SORTS[0][0]) { parameters.set("sort", state.sort); }
  if (state.page > 1) { parameters.set("page", state.page); }
  const fragment = parameters.toString();
  history.replaceState(null, "", location.pathname + location.search + (fragment ? `#${fragment}` : ""));
  return draw();
}

async function draw() {
  const turn = ++asked;
  const { found: rows, counts } = catalogue.filter(state.filters);
  found = catalogue.sorted(rows, state.sort);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(state.page, pages);
  drawFacets(counts);
  drawChosen();
  view.status.textContent = `${number(found.length)} of ${number(catalogue.members.length)} cables`
    + (pages > 1 ? `, page ${number(page)} of ${number(pages)}` : "");
  drawPager(page, pages);
  const works = await catalogue.textsOf(found.slice((page - 1) * PAGE, page * PAGE));
  if (turn !== asked) { return; }
  view.body.replaceChildren(...works.map(line));
  document.dispatchEvent(new Event("ZoteroItemUpdated"));
}

function line(work) {
  const { row, mrn } = work;
  const tick = element("input", { type: "checkbox", "aria-label": `Select ${mrn}` });
  tick.checked = selected.has(row);
  tick.addEventListener("change", () => {
    if (tick.checked) { selected.add(row); } else { selected.delete(row); }
    drawTaking();
  });
  const marking = [...catalogue.names("classification", row), ...catalogue.names("captions", row)].join(" // ");
  return element("tr", {},
    element("td", { class: "rt-catalogue-tick" }, tick),
    element("td", {}, work.date || "undated"),
    element("td", {},
      element("a", { href: work.page }, mrn), " ",
      element("span", { class: "rt-catalogue-subject" }, work.subject || "(no subject)"),
      work.sentence ? element("p", { class: "rt-catalogue-sentence" }, work.sentence) : "",
      element("span", { class: "Z3988", title: coins(work), "aria-hidden": "true" })),
    element("td", {}, ...lines(catalogue.names("post", row).join(" "), catalogue.names("tags", row).join(", "))),
    element("td", {}, ...lines(marking, cited(row))));
}

function lines(...texts) {
  return texts.filter(Boolean).map((text) => element("span", { class: "rt-catalogue-line" }, text));
}

function cited(row) {
  const parts = [];
  if (catalogue.cites[row]) { parts.push(`cites ${number(catalogue.cites[row])}`); }
  if (catalogue.cited[row]) { parts.push(`cited by ${number(catalogue.cited[row])}`); }
  return parts.join(", ");
}

/* --- Facets --- */

function drawFacets(counts) {
  const active = document.activeElement && document.activeElement.id;
  const groups = FACETS.flatMap(([name, label]) => {
    const chosen = state.filters[name];
    if (name === "month" && !state.filters.year.length && !chosen.length) { return []; }
    if (catalogue.choices(name).length < 2 && !chosen.length) { return []; }
    const old = view.groups.querySelector(`[data-facet="${name}"]`);
    const { list, narrow } = valueList(name, counts.get(name), chosen);
    const isLong = !IN_TIME.has(name) && catalogue.facets.get(name).names.length > FIRST_SHOWN * 2;
    const group = element("details", { class: "rt-facet", "data-facet": name },
      element("summary", {}, chosen.length ? `${label} (${chosen.length} selected)` : label),
      isLong ? narrowing(name, label, narrow, old) : "", list);
    group.open = old ? old.open : chosen.length > 0 || OPEN.has(name);
    return [group];
  });
  view.groups.replaceChildren(...groups);
  if (active) { document.getElementById(active)?.focus(); }
}

/**
 * The values of a facet as a list, of which only the first and the chosen ones are drawn. `narrow`
 * draws instead those with the typed letters, or the first ones again if nothing is typed.
 */
function valueList(name, counts, chosen) {
  const { names } = catalogue.facets.get(name);
  const values = sortedValues(name, counts, chosen);
  const most = Math.max(1, ...values.map((at) => counts[at]));
  const list = element("ul");
  const fill = (shown, ...last) => {
    list.replaceChildren(...shown.map((at) => option(name, at, counts[at], most, chosen)), ...last);
  };
  const isShort = IN_TIME.has(name) || values.length <= FIRST_SHOWN + 2;
  const all = element("button", { type: "button", class: "rt-facet-all" }, `Show all ${number(values.length)}`);
  all.addEventListener("click", () => {
    fill(values);
    list.querySelectorAll("input")[FIRST_SHOWN].focus();
  });
  const narrow = (typed) => {
    const wanted = typed.trim().toLowerCase();
    if (wanted) {
      fill(values.filter((at) => `${names[at]} ${meaningOf(name, names[at])}`.toLowerCase().includes(wanted)));
    } else if (isShort) {
      fill(values);
    } else {
      fill(values.filter((at, order) => order < FIRST_SHOWN || chosen.includes(names[at])), element("li", {}, all));
    }
  };
  narrow("");
  return { list, narrow };
}

/** The values of a facet that any row has: years and months in their order, others by frequency. */
function sortedValues(name, counts, chosen) {
  const { names } = catalogue.facets.get(name);
  const values = catalogue.choices(name).filter((at) => counts[at] || chosen.includes(names[at]));
  return values.sort(IN_TIME.has(name)
    ? (a, b) => order(name, names[a]) - order(name, names[b])
    : (a, b) => counts[b] - counts[a] || names[a].localeCompare(names[b]));
}

function order(name, value) {
  if (name === "month") { return MONTHS.indexOf(value); }
  return value === "undated" ? Infinity : Number(value);
}

function meaningOf(name, value) {
  return (name === "tags" && catalogue.index.meanings[value]) || "";
}

function option(name, at, count, most, chosen) {
  const value = catalogue.facets.get(name).names[at];
  const id = `rt-${name}-${at}`;
  const tick = element("input", { type: "checkbox", id });
  tick.checked = chosen.includes(value);
  tick.addEventListener("change", () => {
    const without = state.filters[name].filter((other) => other !== value);
    void change({ filters: { ...state.filters, [name]: tick.checked ? [...without, value] : without } });
  });
  const meaning = meaningOf(name, value);
  const item = element("li", { class: "rt-facet-bar" }, tick,
    element("label", { for: id }, value, meaning ? element("small", {}, ` ${meaning}`) : "", " ",
      element("span", { class: "rt-facet-count" }, number(count))));
  item.style.setProperty("--rt-share", `${(100 * count) / most}%`);
  return item;
}

/* A field that shows only the values with the typed letters. */
function narrowing(name, label, narrow, old) {
  const field = element("input", {
    type: "search", class: "rt-facet-narrow", id: `rt-narrow-${name}`, autocomplete: "off",
    "aria-label": `Narrow the list: ${label}`, placeholder: "Type to narrow",
  });
  field.value = old?.querySelector(".rt-facet-narrow")?.value || "";
  field.addEventListener("input", () => narrow(field.value));
  if (field.value) { narrow(field.value); }
  return field;
}

function drawChosen() {
  const chips = Object.entries(state.filters).flatMap(([name, values]) => values.map((value) => {
    const button = element("button", { type: "button", class: "rt-chip" }, `${value} ×`);
    button.setAttribute("aria-label", `Remove the filter ${value}`);
    button.addEventListener("click", () => change({
      filters: { ...state.filters, [name]: values.filter((other) => other !== value) },
    }));
    return button;
  }));
  view.chosen.replaceChildren(...chips);
  view.chosen.hidden = !chips.length;
}

/* --- Pages and files --- */

function drawPager(page, pages) {
  const step = (to, words) => {
    const button = element("button", { type: "button", class: "rt-search-more" }, words);
    button.disabled = to < 1 || to > pages;
    button.addEventListener("click", async () => {
      await change({ page: to });
      view.status.scrollIntoView({ block: "start" });
    });
    return button;
  };
  view.pager.hidden = pages < 2;
  view.pager.replaceChildren(step(page - 1, "Previous 50"), " ", step(page + 1, "Next 50"));
}

function drawTaking() {
  const many = selected.size;
  view.taking.textContent = many ? `Download the ${number(many)} selected rows as ` : "Download these rows as ";
}

async function take(suffix, type, write) {
  const rows = selected.size ? [...selected].sort((a, b) => a - b) : found;
  view.taken.textContent = ` Preparing ${number(rows.length)} rows …`;
  save(`cables.${suffix}`, type, write(await catalogue.textsOf(rows), catalogue));
  view.taken.textContent = ` ${number(rows.length)} rows written.`;
}

/* A button that puts the selected rows on the reading list, on sites that have one. */
function listing() {
  return window.reftel?.listButton?.("Add to reading list", async () => {
    const rows = selected.size ? [...selected].sort((a, b) => a - b) : found;
    return (await catalogue.textsOf(rows)).map(({ mrn }) => ({ mrn, anchors: [] }));
  }) || "";
}

function build() {
  const sort = element("select", { id: "rt-catalogue-sort" },
    ...SORTS.map(([value, label]) => element("option", { value }, label)));
  sort.addEventListener("change", () => change({ sort: sort.value }));
  const status = element("p", { class: "rt-search-status", role: "status", tabindex: "-1" });
  const groups = element("div", { class: "rt-facets", role: "group", "aria-label": "Filters" });
  const filters = element("details", { class: "rt-filters" }, element("summary", {}, "Filters"), groups);
  filters.open = WIDE.matches;
  WIDE.addEventListener("change", () => { filters.open = WIDE.matches; });
  const body = element("tbody");
  const titles = ["Selected", "Date", "Cable", "Post, TAGS", "Marking, references"];
  const table = element("table", { class: "rt-catalogue-table" },
    element("caption", { class: "rt-offscreen" }, "Cables"),
    element("thead", {}, element("tr", {}, ...titles.map((title) => element("th", { scope: "col" }, title)))),
    body);
  const taking = element("span");
  const taken = element("span", { role: "status" });
  const buttons = FORMATS.map(([label, suffix, type, write]) => {
    const button = element("button", { type: "button", class: "rt-search-more" }, label);
    button.addEventListener("click", () => take(suffix, type, write));
    return button;
  });
  const pager = element("p", { class: "rt-catalogue-pager" });
  const chosen = element("p", { class: "rt-chips", role: "group", "aria-label": "Filters that apply" });
  place.append(element("div", { class: "rt-search-columns" }, filters,
    element("div", { class: "rt-search-results" },
      element("p", { class: "rt-search-sort" },
        element("label", { for: "rt-catalogue-sort" }, "Sort by"), " ", sort),
      status, chosen,
      element("p", { class: "rt-catalogue-take" }, taking, ...buttons.flatMap((button) => [button, " "]), listing(), taken),
      table, pager)));
  return { sort, status, groups, body, pager, taking, taken, chosen };
}

function show() {
  state = read();
  view.sort.value = state.sort;
  drawTaking();
  return draw();
}

/* Bars and numbers of the page become links that add their filters to those that apply. */
function linkFilters() {
  document.querySelectorAll("[data-narrow]").forEach((mark) => {
    const added = new URLSearchParams(mark.dataset.narrow);
    let link = mark;
    if (mark.localName !== "a") {
      link = element("a", { href: `#${added}`, "aria-label": `${mark.textContent} with ${[...added.values()].join(", ")}: show them` });
      link.append(...mark.childNodes);
      mark.append(link);
    }
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      const filters = Object.fromEntries([...added.entries()].map(([name, value]) => [name, [value]]));
      await change({ filters: { ...state.filters, ...filters } });
      view.status.scrollIntoView({ block: "start" });
      view.status.focus({ preventScroll: true });
    });
  });
}

async function start() {
  const within = new URLSearchParams(place.dataset.within || "");
  try {
    catalogue = await Catalogue.load(new URL(place.dataset.catalogue, document.baseURI), within);
  } catch { return; }
  view = build();
  document.querySelectorAll(".rt-catalogue-static").forEach((list) => {
    list.hidden = true;
    list.querySelectorAll(".Z3988").forEach((span) => span.remove());
  });
  linkFilters();
  window.addEventListener("hashchange", show);
  await show();
}

if (place && location.protocol !== "file:") { void start(); }
