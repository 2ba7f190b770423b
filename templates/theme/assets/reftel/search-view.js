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

/** A group of hits as a list item: title, excerpt of the best, description. */
export function hitItem(group) {
  const { best } = group;
  const about = [group.kind, group.mrn, group.date, group.post, group.banner].filter(Boolean).join(" · ");
  return element("li", { class: "rt-hit" },
    element("a", { class: "rt-hit-link", href: best.url },
      best.label ? element("span", { class: "rt-hit-label" }, best.label) : "",
      element("span", { class: "rt-hit-title" }, group.title)),
    passage(best),
    element("p", { class: "rt-hit-about" }, about));
}

function passage(hit) {
  const meanings = hit.meant.map((words) => element("span", { class: "rt-hit-meant" }, words));
  return element("p", { class: "rt-hit-text" }, ...marked(hit.excerpt), ...meanings);
}

function marked(pieces) {
  return pieces.flatMap((piece, at) => [
    at ? " " : "",
    piece.hit ? element("mark", {}, piece.word) : document.createTextNode(piece.word),
  ]);
}

/** What was found, in words. */
export function resultSummary(result, query) {
  const searched = shortened(query);
  const cut = query.trim().length > MAX_QUERY ? ` Only the first ${MAX_QUERY} characters were searched.` : "";
  return counted(result, searched ? ` for “${searched}”` : "") + cut;
}

function counted(result, what) {
  const sentences = [...result.problems];
  const least = result.exact ? "" : "At least ";
  const parts = [
    result.total ? `${numbered(result.total, "paragraph")} in ${numbered(result.cables, "cable")}` : "",
    !result.total && result.cables ? numbered(result.cables, "cable") : "",
    result.pages ? numbered(result.pages, "other page") : "",
  ].filter(Boolean);
  sentences.unshift(parts.length ? `${least}${parts.join(", ")}${what}.` : `Nothing found${what}.`);
  if (result.missing.length && parts.length) {
    sentences.push(`No page contains ${result.missing.map((word) => `“${word}”`).join(", ")}.`);
  }
  sentences.push(...result.suggestions.map(({ instead }) => `Did you mean “${instead}”?`));
  return sentences.join(" ");
}

function numbered(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
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
