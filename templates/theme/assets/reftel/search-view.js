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

/** A hit as a list item: title, excerpt, description. */
export function hitItem(hit) {
  const [best, ...others] = hit.passages;
  const { meta } = hit;
  const about = [meta.kind, meta.cable, meta.date, meta.post, meta.banner].filter(Boolean).join(" · ");
  const item = element("li", { class: "rt-hit" },
    element("a", { class: "rt-hit-link", href: best.address },
      best.label ? element("span", { class: "rt-hit-label" }, best.label) : "",
      element("span", { class: "rt-hit-title" }, meta.title)),
    passage(best),
    element("p", { class: "rt-hit-about" }, about),
    meta.subject && meta.subject !== meta.title
      ? element("p", { class: "rt-hit-about" }, meta.subject) : "");
  if (others.length) {
    item.append(element("ul", { class: "rt-hit-others" }, ...others.map((other) => element("li", {},
      element("a", { href: other.address }, other.label || meta.title), " ", ...marked(other.excerpt)))));
  }
  return item;
}

function passage(found) {
  const meanings = found.meant.map((words) => element("span", { class: "rt-hit-meant" }, words));
  return element("p", { class: "rt-hit-text" }, ...marked(found.excerpt), ...meanings);
}

function marked(pieces) {
  return pieces.flatMap((piece, at) => [
    at ? " " : "",
    piece.hit ? element("mark", {}, piece.word) : document.createTextNode(piece.word),
  ]);
}

/** The number of documents found, in words. */
export function resultSummary(found, query) {
  const searched = shortened(query);
  const cut = query.trim().length > MAX_QUERY ? ` Only the first ${MAX_QUERY} characters were searched.` : "";
  return counted(found, searched ? ` for “${searched}”` : "") + cut;
}

function counted({ total, missing }, what) {
  if (!total) { return `Nothing found${what}.`; }
  const without = missing.length ? ` No page contains ${missing.map((word) => `“${word}”`).join(", ")}.` : "";
  return `${total.toLocaleString("en")} ${total === 1 ? "page" : "pages"} found${what}.${without}`;
}

/** The address of the search page in a state, after the #, so that it is not sent to a server. */
export function stateAddress(base, state) {
  const parameters = new URLSearchParams();
  if (state.query) { parameters.set("q", state.query); }
  for (const [facet, values] of Object.entries(state.filters)) {
    values.forEach((value) => parameters.append(facet, value));
  }
  if (state.sort !== "relevance") { parameters.set("sort", state.sort); }
  const fragment = parameters.toString();
  return fragment ? `${base}#${fragment}` : base;
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
    timer = setTimeout(() => { void run(typed); }, typed.trim().length > SHORT ? 90 : 350);
  };
}
