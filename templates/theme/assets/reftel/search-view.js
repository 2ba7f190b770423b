/* Search hits as elements. Text is inserted as text: nothing from a cable is parsed as HTML. */
import { MAX_QUERY, shortened } from "./search-query.js";

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== "") { node.setAttribute(key, value); }
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

/** A number with separators of thousands. The first `toLocaleString` of a page takes 15 ms. */
export function number(value) { return String(value).replace(/\B(?=(?:\d{3})+$)/g, ","); }

/** A number of things in words: "1 cable", "2,000 cables". */
export function counted(count, name) {
  return `${number(count)} ${name}${count === 1 ? "" : "s"}`;
}

/**
 * What was found of one cable, or one other page, as a list item: a heading that leads to the best
 * place, the words there, the other places.
 */
export function groupItem(group, level) {
  const { best } = group;
  const name = [group.mrn, best.label].filter(Boolean).join(" ");
  const about = [group.mrn ? "" : group.kind, group.date, group.post, group.banner].filter(Boolean).join(" · ");
  const others = group.count - (best.label ? 1 : 0);
  return element("li", { class: "rt-hit" },
    element(level, { class: "rt-hit-cable" }, element("a", { class: "rt-hit-link", href: best.url },
      name ? element("span", { class: "rt-hit-label" }, name) : "", name ? " " : "",
      element("span", { class: "rt-hit-title" }, group.title))),
    element("p", { class: "rt-hit-about" }, about),
    element("p", { class: "rt-hit-text" }, ...excerpt(best)),
    group.missing.length ? element("p", { class: "rt-hit-about" }, `Without ${quoted(group.missing)}`) : "",
    others > 0 ? otherPlaces(group, others) : "");
}

function excerpt(hit) {
  const meanings = hit.meant.map((words) => element("span", { class: "rt-hit-meant" }, words));
  return [...marked(hit.excerpt), ...meanings];
}

/** The other paras of the cable, loaded when they are opened. */
function otherPlaces(group, number) {
  const list = element("ul", { class: "rt-hit-others" });
  const words = group.best.label ? counted(number, "more paragraph") : counted(number, "paragraph");
  const details = element("details", { class: "rt-hit-more" },
    element("summary", {}, `${words} in this cable`), list);
  details.addEventListener("toggle", async () => {
    if (!details.open || list.firstChild) { return; }
    const hits = await group.hits();
    list.replaceChildren(...hits.filter((hit) => hit.plain !== group.best.plain).map(otherPlace));
  });
  return details;
}

function otherPlace(hit) {
  return element("li", { class: "rt-hit-text" },
    element("a", { class: "rt-hit-link", href: hit.url }, hit.label), " ", ...excerpt(hit));
}

function marked(pieces) {
  return pieces.flatMap((piece, at) => [
    at ? " " : "",
    piece.hit ? element("mark", {}, piece.word) : document.createTextNode(piece.word),
  ]);
}

/** What was found, in words: "39 paragraphs in 21 cables, and 2 other pages for “law”." */
export function resultSummary(found, query) {
  const searched = shortened(query);
  const what = searched ? ` for “${searched}”` : "";
  const cut = query.trim().length > MAX_QUERY ? ` Only the first ${MAX_QUERY} characters were searched.` : "";
  const paras = found.total ? `${counted(found.total, "paragraph")} in ` : "";
  const parts = [
    found.cables ? paras + counted(found.cables, "cable") : "",
    found.pages ? counted(found.pages, found.cables ? "other page" : "page") : "",
  ].filter(Boolean);
  if (!parts.length) { return `Nothing found${what}.${cut}`; }
  return `${found.exact ? "" : "At least "}${parts.join(", and ")}${what}.${cut}`;
}

/**
 * What the reader should know of a search: faults of the query, words that are nowhere, suggestions.
 * `addressOf(query)` is the address of a search.
 */
export function remarks(found, query, addressOf) {
  return [
    ...found.problems,
    found.missing.length ? `No paragraph contains ${quoted(found.missing)}.` : "",
    found.partial ? "Nothing matches the whole query. These match most of it." : "",
  ].filter(Boolean).map((words) => element("p", {}, words)).concat(suggestion(found, query, addressOf));
}

function suggestion({ suggestions }, query, addressOf) {
  if (!suggestions.length) { return []; }
  const corrected = suggestions.reduce((text, { word, instead }) => replaced(text, word, instead), query);
  return [element("p", {}, "Did you mean ",
    element("a", { class: "rt-search-suggestion", href: addressOf(corrected) }, corrected), "?")];
}

/* The text with another word, in whatever spelling of small and capital letters. */
function replaced(text, word, instead) {
  const place = text.toLowerCase().indexOf(word.toLowerCase());
  return place < 0 ? instead : text.slice(0, place) + instead + text.slice(place + word.length);
}

function quoted(words) {
  return words.map((word) => `“${word}”`).join(", ");
}

const SHORT = 3;

/**
 * A function that runs `act` on the typed text when typing pauses: soon after a whole word, later
 * after the first letters, which match nearly everywhere. Searches run one at a time; of those
 * waiting, only the last is run.
 */
export function whenTyped(act) {
  let timer = 0;
  let running = false;
  let waiting = null;
  async function run(typed) {
    if (running) { waiting = typed; return; }
    running = true;
    try { await act(typed); } finally { running = false; }
    if (waiting !== null) {
      const next = waiting;
      waiting = null;
      await run(next);
    }
  }
  return (typed) => {
    clearTimeout(timer);
    timer = setTimeout(() => { void run(typed); }, typed.trim().length > SHORT ? 60 : 350);
  };
}
