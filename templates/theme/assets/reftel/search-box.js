/* The search box on every page: opened with "/", Ctrl+K or a click; arrow keys move through the hits. */
import { understand } from "./search-query.js";
import { stateAddress } from "./search-state.js";
import { element, groupItem, remarks, resultSummary, whenTyped } from "./search-view.js";

const PAGE = new URL("../../search/", import.meta.url).href;

let box = null;

/* The engine is a dozen files, which readers load who search. */
const engine = () => import("./search-engine.js");

function build() {
  const input = element("input", {
    type: "search", class: "rt-search-input", id: "rt-search-input", autocomplete: "off",
    spellcheck: "false", enterkeyhint: "search", placeholder: "Words, abbreviations, 08MEXICO721 ¶17 …",
    "aria-label": "Search",
  });
  const close = element("button", { type: "button", class: "rt-search-close" }, "Close");
  const status = element("p", { class: "rt-search-status", role: "status" });
  const notes = element("div", { class: "rt-search-remarks", role: "status" });
  const list = element("ol", { class: "rt-hits" });
  const all = element("a", { class: "rt-search-all", href: PAGE }, "All results, with filters");
  const dialog = element("dialog", { class: "rt-search md-typeset", "aria-label": "Search" },
    element("form", { class: "rt-search-form", role: "search" }, input, close), status, notes, list, all);
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) { dialog.close(); } });
  dialog.addEventListener("keydown", walk);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void follow(input.value);
  });
  const ask = whenTyped(find);
  input.addEventListener("input", () => ask(input.value));
  notes.addEventListener("click", takeSuggestion);
  return { dialog, input, status, notes, list, all };
}

function show() {
  box ||= build();
  if (!box.dialog.open) { box.dialog.showModal(); }
  box.input.focus();
  box.input.select();
  engine().then(({ open }) => open()).catch(() => { box.status.textContent = "The search index could not be loaded."; });
}

async function find(query) {
  box.all.href = stateAddress(PAGE, { query: query.trim() });
  if (!query.trim()) {
    box.list.replaceChildren();
    box.notes.replaceChildren();
    box.status.textContent = "";
    return;
  }
  try {
    const { FIRST, search } = await engine();
    const found = await search(query);
    const groups = await found.more(FIRST);
    box.list.replaceChildren(...groups.map(item));
    box.notes.replaceChildren(...remarks(found, query.trim(), (other) => stateAddress(PAGE, { query: other })));
    box.status.textContent = resultSummary(found, query.trim());
    if (groups.length < FIRST && !found.exact) {
      box.list.append(...(await found.more(FIRST - groups.length)).map(item));
      box.status.textContent = resultSummary(found, query.trim());
    }
  } catch {
    box.status.textContent = "The search index could not be loaded.";
  }
}

function item(group) {
  return groupItem(group, "h2");
}

/* A suggestion is searched in the box. */
function takeSuggestion(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
  event.preventDefault();
  box.input.value = link.textContent;
  box.input.focus();
  void find(link.textContent);
}

/** Enter: goes to a cable or para given by its number, otherwise to the page with all results. */
async function follow(query) {
  if (!query.trim()) { return; }
  let address = stateAddress(PAGE, { query: query.trim() });
  if (understand(query).number) {
    const { search } = await engine();
    const [group] = await (await search(query)).more(1);
    if (group) { address = group.best.plain; }
  }
  box.dialog.close();
  location.href = address;
}

function walk(event) {
  /* In a search field, the first Escape would only clear it. */
  if (event.key === "Escape") {
    event.preventDefault();
    box.dialog.close();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
  const links = [...box.dialog.querySelectorAll(".rt-search-suggestion, .rt-hit-link")];
  const stops = [box.input, ...links.filter((link) => link.checkVisibility()), box.all];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function isTyping(target) {
  return target.closest && target.closest("input, textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!(control || (slash && !isTyping(event.target)))) { return; }
  event.preventDefault();
  const field = document.querySelector(".rt-search-page .rt-search-input");
  if (field) { field.focus(); field.select(); } else { show(); }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest && event.target.closest(".rt-search-open");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
  event.preventDefault();
  show();
});

/* Search openers within a page: on the front page and on the page for missing addresses. */
document.querySelectorAll(".rt-search-home").forEach((place) => {
  place.append(element("a", { class: "rt-search-open rt-search-open--wide", href: PAGE },
    element("span", {}, "Search words, abbreviations, cable numbers"),
    element("kbd", { "aria-hidden": "true" }, "/")));
});
