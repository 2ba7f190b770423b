/* The filters of the search page: the values of each facet of the index, with their counts. */
import { element } from "./search-view.js";

const FIRST_SHOWN = 10;

/* Facets in the order in which they are shown; others of the index follow under their own name. */
const LABELS = {
  kind: "Kind",
  year: "Year",
  post: "Post",
  tags: "TAGS",
  place: "Places named",
  organisation: "Organisations named",
  handling: "Classification and captions",
  withheld: "Withheld under",
};
const CODED = new Set(["tags", "withheld"]);

/**
 * Show the filters. `counts` are those of what was found, null if unknown; `every` are those of the
 * whole index; `codes` are the meanings of codes; `choose(facet, values)` is called when the reader changes one.
 */
export function drawFacets(groups, { counts, every, codes, filters, choose }) {
  const active = document.activeElement && document.activeElement.id;
  const order = [...Object.keys(LABELS), ...Object.keys(every).filter((name) => !(name in LABELS))];
  groups.replaceChildren(...order.filter((facet) => every[facet]).map((facet) => {
    const chosen = filters[facet] || [];
    const label = LABELS[facet] || facet.charAt(0).toUpperCase() + facet.slice(1);
    const context = { facet, counts: counts && (counts[facet] || {}), chosen, codes, choose };
    const old = groups.querySelector(`[data-facet="${facet}"]`);
    const group = element("details", { class: "rt-facet", "data-facet": facet },
      element("summary", {}, chosen.length ? `${label} (${chosen.length} selected)` : label),
      element("ul", {}, ...options(context, every[facet])));
    group.open = old ? old.open : chosen.length > 0 || facet === "kind";
    return group;
  }));
  if (active) { document.getElementById(active)?.focus(); }
}

function options(context, every) {
  const { facet, counts, chosen } = context;
  const known = counts || every;
  const values = Object.keys(every).filter((value) => known[value] || chosen.includes(value));
  values.sort(facet === "year"
    ? (a, b) => b.localeCompare(a)
    : (a, b) => (known[b] || 0) - (known[a] || 0) || a.localeCompare(b));
  const items = values.map((value, at) => option(context, value, at));
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

function option({ facet, counts, chosen, codes, choose }, value, at) {
  const id = `rt-${facet}-${at}-${value.replace(/\W+/g, "")}`;
  const tick = element("input", { type: "checkbox", id });
  tick.checked = chosen.includes(value);
  tick.addEventListener("change", () => {
    const without = chosen.filter((other) => other !== value);
    choose(facet, tick.checked ? [...without, value] : without);
  });
  const meaning = CODED.has(facet) && codes[value] ? ` ${codes[value]}` : "";
  return element("li", { "data-value": value }, tick,
    element("label", { for: id }, value, meaning ? element("small", {}, meaning) : "", " ",
      element("span", { class: "rt-facet-count" }, counts ? `${counts[value] || 0}` : "")));
}
