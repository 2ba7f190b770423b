/* What a reader looks at on the page search/, as the part of the address after the #: no server gets it. */

/** The longest part of an address that is read, in characters. */
const MAX_STATE = 20000;

/** How results are shown: grouped by cable, as lines of context, or a list of names as a matrix. */
export const VIEWS = [["cables", "By cable"], ["lines", "In context"], ["list", "Many at once"]];

export const SORTS = [["relevance", "Relevance"], ["newest", "Newest first"], ["oldest", "Oldest first"]];

/** The orders of lines of context. */
export const LINE_SORTS = [["found", "As found"], ["left", "Words on the left"], ["right", "Words on the right"]];

const EMPTY = { query: "", filters: {}, sort: "relevance", view: "cables", lineSort: "found", list: "", exact: true };

/* Parameters that are not facets. */
const NAMES = { query: "q", sort: "sort", view: "view", lineSort: "by", list: "list" };
const ALL_WORDS = "words";
const RESERVED = new Set([...Object.values(NAMES), ALL_WORDS]);

/** The state in a fragment. What is unknown there counts as left out. */
export function readState(fragment) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, "").slice(0, MAX_STATE));
  const chosen = (name, choices) => (
    choices.some(([value]) => value === parameters.get(name)) ? parameters.get(name) : choices[0][0]);
  const facets = [...new Set(parameters.keys())].filter((name) => !RESERVED.has(name));
  return {
    query: parameters.get(NAMES.query) || "",
    filters: Object.fromEntries(facets.map((facet) => [facet, parameters.getAll(facet).filter(Boolean)])),
    sort: chosen(NAMES.sort, SORTS),
    view: chosen(NAMES.view, VIEWS),
    lineSort: chosen(NAMES.lineSort, LINE_SORTS),
    list: parameters.get(NAMES.list) || "",
    exact: !parameters.has(ALL_WORDS),
  };
}

/** The address of the search page in a state; parts that are left out have their usual value. */
export function stateAddress(base, part) {
  const state = { ...EMPTY, ...part };
  const parameters = new URLSearchParams();
  for (const [key, name] of Object.entries(NAMES)) {
    if (state[key] !== EMPTY[key]) { parameters.set(name, state[key]); }
  }
  for (const [facet, values] of Object.entries(state.filters)) {
    values.forEach((value) => parameters.append(facet, value));
  }
  if (!state.exact) { parameters.set(ALL_WORDS, "all"); }
  const fragment = parameters.toString();
  return fragment ? `${base}#${fragment}` : base;
}
