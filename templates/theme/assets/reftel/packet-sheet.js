/* A packet as it is read and printed: cover, contents, pieces, abbreviations, citations. */
import { bibliography, noteOf } from "./packet-cite.js";
import { pieceName, placeName } from "./packet-list.js";
import { entriesOf, jointMarking, UNLOADED } from "./packet-pieces.js";
import { counted, element } from "./search-view.js";

export const UNTITLED = "Reading packet";

/** The name of a piece and its title: "08LIMA12 ¶3", "FLOODS IN THE NORTH". */
export function pieceTitle({ piece, cable, reason }) {
  return [pieceName(piece), cable ? cable.subject : reason];
}

/** The packet of loaded pieces; `about` has the site's name, the edition's banner and the packet's address. */
export function sheet(list, pieces, about) {
  const whole = pieces.filter(({ nodes }) => nodes.length);
  const marking = whole.length ? jointMarking(whole.map(({ cable }) => cable)) : "";
  const banner = (ending) => (marking ? element("div", { class: `rt-banner${ending}` }, marking) : "");
  return element("article", { class: "rt-sheet", "aria-label": list.title || UNTITLED },
    cover(list, pieces, about, banner("")),
    ...pieces.map((text, at) => (text.nodes.length ? pieceSection(text, at) : missingPiece(text, at))),
    entrySection("rt-abbreviations", "Abbreviations", entriesOf(pieces, ".rt-abbreviations")),
    entrySection("rt-notes", "Not released", entriesOf(pieces, ".rt-notes")),
    whole.length ? element("section", { class: "rt-notes rt-sheet-citations" },
      element("h3", { class: "rt-sheet-heading" }, "Citations"),
      element("ol", {}, ...bibliography(pieces).map((text) => element("li", {}, text)))) : "",
    banner(" rt-banner--end"));
}

function cover(list, pieces, about, banner) {
  return element("header", { class: "rt-sheet-cover" }, banner,
    element("h2", { id: "packet-title", class: "rt-sheet-title" }, list.title || UNTITLED),
    element("p", { class: "rt-lead" }, summary(pieces)),
    element("p", { class: "rt-lead" }, [about.site, about.edition].filter(Boolean).join(". ")),
    element("p", { class: "rt-lead rt-sheet-address" }, "Address of this packet: ", element("a", { href: about.address }, about.address)),
    element("nav", { class: "rt-sheet-contents", "aria-label": "Contents of the packet" },
      element("h3", { class: "rt-sheet-heading" }, "Contents"),
      element("ol", {}, ...pieces.map((text, at) => element("li", {}, ...contentsLine(text, at))))));
}

function summary(pieces) {
  const cables = new Set(pieces.filter(({ nodes }) => nodes.length).map(({ cable }) => cable));
  const dates = [...cables].map(({ date }) => date).filter(Boolean).sort();
  const span = dates.length ? `, ${dates[0]}${dates.at(-1) === dates[0] ? "" : ` to ${dates.at(-1)}`}` : "";
  return `${counted(pieces.length, "piece")} of ${counted(cables.size, "cable")}${span}`;
}

function contentsLine(text, at) {
  const [name, title] = pieceTitle(text);
  return [element("a", { href: `#piece-${at + 1}` }, element("b", {}, name), ` ${title}`),
    element("span", { class: "rt-at", "data-at": `#piece-${at + 1}` })];
}

function heading(text, at) {
  const [name, title] = pieceTitle(text);
  return element("h3", { id: `piece-${at + 1}`, class: "rt-piece-heading" }, `${at + 1}. ${name} `, element("span", { class: "rt-piece-title" }, title));
}

function pieceSection(text, at) {
  const { piece, cable, nodes, missing } = text;
  const facts = [cable.marking, cable.date, cable.edition && `edition ${cable.edition} of the text`];
  return element("section", { class: "rt-piece", "aria-labelledby": `piece-${at + 1}` },
    heading(text, at),
    element("p", { class: "rt-lead" }, facts.filter(Boolean).join(" · ")),
    readerNote(piece), missing.length ? absent(text) : "",
    ...nodes,
    element("p", { class: "rt-piece-cite" }, noteOf(text)));
}

function missingPiece(text, at) {
  return element("section", { class: "rt-piece", "aria-labelledby": `piece-${at + 1}` },
    heading(text, at), readerNote(text.piece), absent(text));
}

function absent(text) { return element("p", { class: "rt-absent" }, absenceOf(text)); }

/** What is not in the packet of a piece, in words. */
export function absenceOf({ piece, cable, missing, reason }) {
  const name = cable ? `${placeName(missing)} of ${piece.mrn}` : pieceName(piece);
  return reason === UNLOADED ? `${name} could not be loaded: reload this page.` : `Not found in this edition: ${name}.`;
}

function readerNote({ note }) {
  return note ? element("div", { class: "rt-reader-note", role: "note", "aria-label": "Note by the reader" },
    element("b", {}, "Note by the reader"), element("p", {}, note)) : "";
}

function entrySection(name, title, entries) {
  const line = ({ name: short, href, words }) => element("li", {}, element("a", { href }, short), ` ${words}`);
  return entries.length ? element("section", { class: name }, element("h3", { class: "rt-sheet-heading" }, title),
    element("ul", {}, ...entries.map(line))) : "";
}
