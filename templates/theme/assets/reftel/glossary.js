/* The filter over all entries of a long glossary. Its data are loaded when a reader turns to it; what
   is typed is in the address after the #, so that one comes back to it. */
import { element, number } from "./search-view.js";

const STEP = 50;
const MAX_TYPED = 200;
const KINDS = [["all", "All abbreviations"], ["several", "With several meanings"], ["bodies", "Organisations"],
  ["unknown", "Meaning unknown"]];

const place = document.querySelector(".rt-entries");
const still = document.querySelector(".rt-entries-static");
const usual = place.dataset.kind || "all";
let loading = null;
let shown = STEP;

/* Words without accents and signs, each after a blank: " instituto nacional de migracion". */
function fold(text) {
  return ` ${text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

function load() {
  loading ||= fetch(new URL(place.dataset.entries, document.baseURI)).then(async (answer) => {
    if (!answer.ok) { throw new Error(String(answer.status)); }
    return (await answer.json()).map(([short, page, meanings, used, body]) => ({
      short, page, meanings, used, body, name: fold(short).trim(), text: fold(`${short} ${meanings.join(" ")}`),
    }));
  }).catch(() => { loading = null; return null; });
  return loading;
}

function isOfKind(entry, kind) {
  switch (kind) {
    case "several": return entry.meanings.length > 1;
    case "bodies": return Boolean(entry.body);
    case "unknown": return !entry.meanings.length;
    default: return true;
  }
}

/* How well an entry fits what is typed: 0 is the abbreviation itself, 3 does not fit. */
function distance(entry, typed) {
  if (entry.name === typed.trim()) { return 0; }
  if (typed.trim() && entry.name.startsWith(typed.trim())) { return 1; }
  return typed.split(" ").filter(Boolean).every((word) => entry.text.includes(` ${word}`)) ? 2 : 3;
}

function matching(entries, typed, kind) {
  const words = fold(typed);
  return entries.filter((entry) => isOfKind(entry, kind))
    .map((entry) => ({ entry, far: distance(entry, words) }))
    .filter(({ far }) => far < 3)
    .sort((a, b) => a.far - b.far)
    .map(({ entry }) => entry);
}

function item({ short, page, meanings, used }) {
  const words = meanings.length ? meanings.map((meaning) => element("span", { class: "rt-entry-meaning" }, meaning))
    : [element("em", {}, "meaning unknown")];
  const href = new URL(`${page}/`, new URL(place.dataset.entries, document.baseURI)).href;
  return element("li", { class: "rt-entry" }, element("a", { href }, short), element("div", {}, ...words,
    element("small", {}, used)));
}

async function draw() {
  const { field, kind, status, list, more } = view;
  const typed = field.value;
  const active = Boolean(typed.trim()) || kind.value !== usual;
  still.hidden = active;
  list.hidden = !active;
  more.hidden = true;
  if (!active) {
    status.textContent = "";
    list.replaceChildren();
    return;
  }
  const entries = await load();
  if (typed !== field.value) { return; }
  if (!entries) {
    still.hidden = false;
    status.textContent = "The list of entries could not be loaded. The letters below lead to all of them.";
    return;
  }
  const found = matching(entries, typed, kind.value);
  status.textContent = `${number(found.length)} of ${number(entries.length)} abbreviations`
    + (found.length > shown ? `, the first ${number(shown)} shown` : "");
  list.replaceChildren(...found.slice(0, shown).map(item));
  more.hidden = found.length <= shown;
}

/* Draws anew with the first entries and keeps what is typed in the address. */
function change() {
  shown = STEP;
  const parameters = new URLSearchParams();
  if (view.field.value.trim()) { parameters.set("find", view.field.value.trim()); }
  if (view.kind.value !== usual) { parameters.set("kind", view.kind.value); }
  const fragment = parameters.toString();
  history.replaceState(null, "", location.pathname + location.search + (fragment ? `#${fragment}` : ""));
  return draw();
}

function build() {
  const field = element("input", { type: "search", id: "rt-entries-field", autocomplete: "off", maxlength: MAX_TYPED });
  const kind = element("select", { id: "rt-entries-kind" },
    ...KINDS.map(([value, label]) => element("option", { value }, label)));
  const status = element("p", { class: "rt-search-status", role: "status" });
  const list = element("ul", { class: "rt-entries-list" });
  const more = element("button", { type: "button", class: "rt-search-more" }, `Show ${STEP} more`);
  kind.value = usual;
  field.addEventListener("focus", load);
  kind.addEventListener("focus", load);
  field.addEventListener("input", change);
  kind.addEventListener("change", change);
  more.addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    await draw();
    list.children[first]?.querySelector("a").focus();
  });
  place.append(element("div", { class: "rt-choices" },
    element("p", {}, element("label", { for: field.id }, "Abbreviation or words of its meaning"), field),
    element("p", {}, element("label", { for: kind.id }, "Show"), kind)), status, list, more);
  return { field, kind, status, list, more };
}

const view = build();

function show() {
  const parameters = new URLSearchParams(location.hash.slice(1, MAX_TYPED * 4));
  const kind = parameters.get("kind");
  view.field.value = (parameters.get("find") || "").slice(0, MAX_TYPED);
  view.kind.value = KINDS.some(([value]) => value === kind) ? kind : usual;
  shown = STEP;
  void draw();
}

window.addEventListener("hashchange", show);
show();
