/* Hits as a reader sees them. Text is set as text: nothing of a cable is read as HTML. */
import { LONGEST, shortened } from "./search-query.js";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== "") { made.setAttribute(key, value); }
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** A hit as an item of a list: what it is, the words in their place, where it stands. */
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

function passage(of) {
  const told = of.meant.map((words) => element("span", { class: "rt-hit-meant" }, words));
  return element("p", { class: "rt-hit-text" }, ...marked(of.excerpt), ...told);
}

function marked(pieces) {
  return pieces.flatMap((piece, at) => [
    at ? " " : "",
    piece.hit ? element("mark", {}, piece.word) : document.createTextNode(piece.word),
  ]);
}

/** How many documents were found, in words for eyes and ears. */
export function told(found, query) {
  const searched = shortened(query);
  const cut = query.trim().length > LONGEST ? ` Only the first ${LONGEST} characters were searched.` : "";
  return counted(found, searched ? ` for “${searched}”` : "") + cut;
}

function counted({ total, missing }, what) {
  if (!total) { return `Nothing found${what}.`; }
  const without = missing.length ? ` No page contains ${missing.map((word) => `“${word}”`).join(", ")}.` : "";
  return `${total.toLocaleString("en")} ${total === 1 ? "page" : "pages"} found${what}.${without}`;
}

/** The address of the search page in a state: behind the #, so that no server is told of it. */
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
 * A function that runs `act` on what is typed when typing pauses: soon behind a whole word, later
 * behind the first letters, which are found nearly everywhere. One search at a time: of those that
 * wait, only the last is made.
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
