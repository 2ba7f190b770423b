/* The page of the reading list: the list to arrange, and below it the packet to print or save. */
import { records } from "./packet-cite.js";
import { epub } from "./packet-epub.js";
import { csv, markdown } from "./packet-files.js";
import {
  added, emptyList, listAddress, moved, pieceName, plainText, read, store, storedList, whenStored, written,
} from "./packet-list.js";
import { loadPieces } from "./packet-pieces.js";
import { pieceTitle, sheet } from "./packet-sheet.js";
import { save } from "./search-files.js";
import { counted, element } from "./search-view.js";

const TITLE = document.title;
const IN_PAGE = /^#piece-\d+$/;

const place = document.querySelector(".rt-packet");

let list = emptyList();
let isOwn = true;
let before = null;
let pieces = [];
let turn = 0;
let view = null;
let drawn = null; // the names in the rows: while they stay, so do the rows, in which the reader is typing

/* --- State --- */

function open() {
  const fragment = IN_PAGE.test(location.hash) ? "" : location.hash.slice(1);
  const own = storedList();
  const shared = fragment ? read(fragment) : null;
  isOwn = !shared || written(shared.list, true) === written(own, true);
  list = isOwn ? own : shared.list;
  view.faults.replaceChildren(...(shared?.faults || []).map((fault) => element("li", {}, `Not read: ${fault}.`)));
  before = null;
  drawn = null;
  view.title.value = list.title;
  return draw();
}

/* Use another list; `words` tell what has changed, for screen readers too. Undoing is undone as well. */
function change(next, words, isUndone = false) {
  before = list;
  drawn = isUndone ? null : drawn;
  list = next;
  const isStored = isOwn && store(list);
  if (!isStored) { history.replaceState(null, "", `#${written(list, true)}`); }
  say(isOwn && !isStored ? `${words} This browser stores nothing: the list is in the address of this page.` : words);
  return draw();
}

function say(words) { view.status.textContent = words; }

async function draw() {
  const now = ++turn;
  drawShare();
  drawState();
  const loaded = await loadPieces(list, (at, all) => {
    if (all > 6) { view.loading.textContent = `Loading ${counted(all, "cable")}: ${at} loaded …`; }
  });
  if (now !== turn) { return; }
  pieces = loaded;
  view.loading.textContent = "";
  const names = list.pieces.map(pieceName).join();
  if (names !== drawn) { drawRows(); }
  drawn = names;
  drawSheet();
}

function about() {
  return { site: place.dataset.site, edition: place.dataset.edition, address: listAddress(list, view.withNotes.checked) };
}

function drawSheet() {
  view.sheet.replaceChildren(list.pieces.length ? sheet(list, pieces, about()) : "");
  document.title = list.title || TITLE;
}

function drawShare() { view.address.value = list.pieces.length ? listAddress(list, view.withNotes.checked) : ""; }

function drawState() {
  const isEmpty = !list.pieces.length;
  view.empty.hidden = !isEmpty || !isOwn;
  view.shared.hidden = isOwn;
  view.tools.hidden = isEmpty;
  view.undo.hidden = !before;
}

/* --- The list --- */

function drawRows() {
  const active = document.activeElement?.dataset?.key;
  view.rows.replaceChildren(...pieces.map(row));
  if (active) {
    const last = view.rows.querySelector("li:last-child button:last-child");
    (view.rows.querySelector(`[data-key="${active}"]`) || last || view.undo).focus();
  }
}

function row(text, at) {
  const name = pieceName(text.piece);
  const last = pieces.length - 1;
  const buttons = [
    button("Up", `Move ${name} up`, () => move(at, at - 1, name, "up"), `up-${at}`, at === 0),
    button("Down", `Move ${name} down`, () => move(at, at + 1, name, "down"), `down-${at}`, at === last),
    button("Remove", `Remove ${name}`, () => {
      void change({ ...list, pieces: list.pieces.filter((_, other) => other !== at) }, `${name} removed.`);
    }, `remove-${at}`),
  ];
  const [, title] = pieceTitle(text);
  const label = element("b", {}, name);
  return element("li", { class: text.nodes.length ? "" : "rt-packet-absent" },
    placeField(at, name),
    element("p", {}, text.cable ? element("a", { href: `#piece-${at + 1}` }, label) : label, ` ${title}`), noteField(text, at, name),
    element("span", { class: "rt-packet-buttons" }, ...buttons));
}

function noteField({ piece }, at, name) {
  const field = element("textarea", { rows: piece.note ? "3" : "1", maxlength: "2000", "aria-label": `Your note on ${name}`, placeholder: "Your note", "data-key": `note-${at}` });
  field.value = piece.note;
  field.addEventListener("focus", () => { field.rows = 3; });
  field.addEventListener("change", () => {
    const note = plainText(field.value).trim();
    void change({ ...list, pieces: list.pieces.map((other, number) => (number === at ? { ...other, note } : other)) }, `Note on ${name} saved.`);
  });
  return field;
}

/* The number of a piece: another one moves it there. */
function placeField(at, name) {
  const field = element("input", { inputmode: "numeric", maxlength: "4", autocomplete: "off", "aria-label": `Place of ${name} in the list, 1 to ${pieces.length}`, "data-key": `place-${at}` });
  field.value = at + 1;
  field.addEventListener("change", () => {
    const to = Math.max(1, Math.min(pieces.length, Number.parseInt(field.value, 10) || at + 1)) - 1;
    field.value = at + 1;
    if (to !== at) { move(at, to, name, "place"); }
  });
  return field;
}

/* Move a piece; the focus goes with it. */
function move(at, to, name, control) {
  const focused = document.querySelector(`[data-key="${control}-${at}"]`);
  focused.dataset.key = `${control}-${to}`;
  void change(moved(list, at, to - at), `${name} moved ${to < at ? "up" : "down"}, now ${to + 1} of ${list.pieces.length}.`);
}

function button(words, label, act, key = "", isDisabled = false) {
  const node = element("button", { type: "button", class: "rt-search-more", "aria-label": label === words ? "" : label, "data-key": key }, words);
  node.setAttribute("aria-disabled", String(isDisabled));
  node.addEventListener("click", () => { if (!isDisabled) { act(); } });
  return node;
}

function undo() {
  void change(before, "Undone.", true);
  view.title.value = list.title;
}

/* --- Files and addresses --- */

const FILES = [
  ["Markdown", "md", "text/markdown", () => markdown(list, pieces, about())],
  ["EPUB", "epub", "application/epub+zip", () => epub(list, pieces, view.sheet.firstElementChild, about())],
  ["CSV", "csv", "text/csv", () => csv(pieces)],
  ["RIS", "ris", "application/x-research-info-systems", () => records(pieces, "RIS")],
  ["BibTeX", "bib", "application/x-bibtex", () => records(pieces, "BibTeX")],
  ["CSL-JSON", "json", "application/vnd.citationstyles.csl+json", () => records(pieces, "CSL-JSON")],
];

function fileButtons() {
  return FILES.map(([label, suffix, type, write]) => button(label, label, () => {
    save(`packet.${suffix}`, type, write());
    say(`packet.${suffix} was written.`);
  }));
}

async function copyAddress() {
  view.address.select();
  try {
    await navigator.clipboard.writeText(view.address.value);
    say("Address copied.");
  } catch {
    say(document.execCommand("copy") ? "Address copied." : "Address selected: press Ctrl+C or ⌘C.");
  }
}

function takeShared(words, next) {
  isOwn = true;
  history.replaceState(null, "", location.pathname + location.search);
  void change(next, words);
  view.title.value = list.title;
  view.undo.focus();
}

/* --- The page --- */

function build() {
  const made = {
    status: element("p", { class: "rt-search-status", role: "status" }),
    loading: element("p", { class: "rt-search-status", "aria-live": "polite" }),
    faults: element("ul", { class: "rt-packet-faults" }),
    empty: element("p", {}, "The list is empty. On the pages of a cable, ", element("b", {}, "add to list"), " puts a paragraph, a section or the whole cable on it."),
    shared: element("p", { class: "rt-packet-shared" }, "This list came with the address; yours is not changed. ",
      button("Add to my list", "Add to my list", () => takeShared("Added to your list.", added(storedList(), list.pieces))), " ",
      button("Make it my list", "Make it my list", () => takeShared("This is your list now.", list))),
    rows: element("ol", { class: "rt-packet-rows" }),
    title: element("input", { id: "rt-packet-title", maxlength: "200", autocomplete: "off" }),
    address: element("input", { id: "rt-packet-address", readonly: "", autocomplete: "off" }),
    withNotes: element("input", { id: "rt-packet-notes", type: "checkbox" }),
    undo: button("Undo", "Undo", undo),
    sheet: element("div", { class: "rt-packet-sheet" }),
  };
  made.address.readOnly = true;
  made.withNotes.checked = true;
  made.tools = element("div", { class: "rt-packet-tools" },
    element("p", {}, element("label", { for: made.title.id }, "Title of the packet"), made.title),
    element("p", {}, button("Print", "Print", () => window.print()), " Save as ", ...fileButtons().flatMap((node) => [node, " "])),
    element("p", {}, element("label", { for: made.address.id }, "Address to share; it contains the list, which is never sent to a server"), made.address,
      button("Copy address", "Copy address", copyAddress), " ",
      element("span", {}, made.withNotes, " ", element("label", { for: made.withNotes.id }, "with title and notes"))),
    element("p", {}, button("Empty the list", "Empty the list", () => {
      void change(emptyList(), "The list is empty.");
      view.undo.focus();
    })));
  made.title.addEventListener("change", () => change({ ...list, title: plainText(made.title.value).trim() }, "Title saved."));
  made.withNotes.addEventListener("change", () => { drawShare(); drawSheet(); });
  place.replaceChildren(element("div", { class: "rt-packet-edit" }, made.empty, made.shared, made.faults, made.rows,
    made.tools, element("p", { class: "rt-packet-say" }, made.status, made.undo), made.loading), made.sheet);
  return made;
}

/* Links within the page leave the address as it is: the list may be in it. */
function followInPage(event) {
  const link = event.target.closest?.('a[href^="#piece-"]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) { return; }
  event.preventDefault();
  target.tabIndex = -1;
  target.focus();
  target.scrollIntoView();
}

if (place && location.protocol !== "file:") {
  view = build();
  place.addEventListener("click", followInPage);
  window.addEventListener("hashchange", () => { void open(); });
  whenStored(() => { if (isOwn) { void open(); } });
  void open();
}
