/* What a query may contain, with examples that search for themselves. */
import { stateAddress } from "./search-state.js";
import { element } from "./search-view.js";

/* Examples in any collection: a query and what it finds. */
const EXAMPLES = [
  ["police law", "paragraphs with both words, and with their endings: laws"],
  ['"human rights"', "exactly these words, one after the other"],
  ["police OR army", "either word; OR in capitals"],
  ["government -police", "the first word without the second"],
  ["minist*", "all words that begin like this"],
  ["police NEAR law", "both at most ten words apart; NEAR/5: at most five"],
  ["(police OR army) law", "parentheses keep words together"],
];

/* Examples with a value that this collection has: facet, operator, what it finds. */
const NARROWED = [
  ["post", "post:", "cables of a post"],
  ["tags", "tags:", "cables with a TAGS code"],
  ["year", "year:", "cables of a year; of several: year:2006-2008"],
];

const NOTES = [
  "OR joins all that is on its left with all on its right: police OR army law finds paragraphs with police, "
    + "and paragraphs with army and law. NEAR and - belong to the next word. Parentheses come before all of these.",
  "An abbreviation finds the paragraphs that use it and those that spell it out; its meaning finds the "
    + "abbreviation. This works in both languages, with or without accents.",
  "A cable's number may be written in any form: 08MEXICO721, 08 Mexico 721, MEXICO 000721. Followed by a "
    + "paragraph, as in 08MEXICO721 ¶17, it leads to that paragraph. in:08MEXICO721 searches one cable only.",
  "The number of a copy in an archive (1976PORTOV12345, C05000000) finds its cable.",
  "What you search for is not sent to the server: it is kept in the address after the #, which can be shared.",
];

/** A "?" that opens the list of operators. */
export function helpPanel() {
  const body = element("div", { class: "rt-help-body" });
  const panel = element("details", { class: "rt-help" },
    element("summary", { title: "How to search" }, element("span", { "aria-hidden": "true" }, "?"),
      element("span", { class: "rt-help-name" }, "How to search")), body);
  return { panel, fill: (counts) => { body.replaceChildren(...helpText(counts)); } };
}

function helpText(counts) {
  const rows = [...EXAMPLES, ...NARROWED.flatMap(([facet, operator, meaning]) => {
    const value = mostCommon(counts[facet]);
    return value ? [[operator + quoted(value), meaning]] : [];
  })];
  return [
    element("dl", { class: "rt-help-list" }, ...rows.map(([query, meaning]) => element("div", {},
      element("dt", {}, element("a", { href: stateAddress("", { query }) }, query)),
      element("dd", {}, meaning)))),
    element("ul", {}, ...NOTES.map((note) => element("li", {}, note))),
  ];
}

function quoted(value) {
  return /\s/.test(value) ? `"${value}"` : value;
}

function mostCommon(counts = {}) {
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a] || a.localeCompare(b))[0];
}
