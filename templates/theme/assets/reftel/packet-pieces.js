/* The text of the pieces of a reading list, taken from the site's own pages: what an edition withholds is
   not in them. */
import { element } from "./search-view.js";

/** Why a piece has no text. */
export const UNLOADED = "could not be loaded";
const NOT_HELD = "not in this edition";

const ROOT = new URL("../../", import.meta.url);
const AT_ONCE = 6;
const MARKING = " // ";
const CLASSIFICATIONS = ["UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET", "TOP SECRET"];
const SCREEN_ONLY = ".rt-tools, .rt-banner, .rt-trail, .rt-cite, .rt-paper, .rt-contents, script, style, button, form";

/**
 * The pieces of a list with their text, in order: { piece, cable, nodes, missing, reason }. `cable` is null if
 * there is none, for the reason; `missing` are the anchors of paras that the edition does not have.
 */
export async function loadPieces(list, report) {
  const numbers = [...new Set(list.pieces.map(({ mrn }) => mrn))];
  const cables = new Map();
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    report(at, numbers.length);
    const some = numbers.slice(at, at + AT_ONCE);
    (await Promise.all(some.map(loadCable))).forEach((cable, place) => cables.set(some[place], cable));
  }
  return list.pieces.map((piece, at) => pieceText(piece, cables.get(piece.mrn), at));
}

async function loadCable(mrn) {
  const address = new URL(`cables/${mrn}/full/`, ROOT).href;
  const page = await window.reftel.elsewhere.page(address);
  const article = page?.querySelector("article.md-typeset");
  const cite = article?.querySelector("details.rt-cite");
  if (cite?.dataset.mrn !== mrn) { return { reason: page || await isMissing(address) ? NOT_HELD : UNLOADED }; }
  const colophon = article.querySelector(".rt-colophon")?.textContent || "";
  return {
    mrn, address, article, cite,
    subject: article.querySelector("h1").textContent.trim(),
    marking: article.querySelector(".rt-banner").textContent.trim(),
    date: page.querySelector('meta[name="DC.date"]')?.content || "",
    edition: (/Edition ([0-9a-f]{8})/.exec(colophon) || ["", ""])[1],
  };
}

/* Whether the server says that there is no such page: a broken connection says nothing. */
async function isMissing(address) {
  try { return [404, 410].includes((await fetch(address, { method: "HEAD" })).status); } catch { return false; }
}

function pieceText(piece, cable, at) {
  if (cable.reason) { return { piece, cable: null, nodes: [], missing: piece.anchors, reason: cable.reason }; }
  const paras = piece.anchors.map((anchor) => paraOf(cable, anchor));
  const found = piece.anchors.length ? paras.filter(Boolean) : wholeText(cable);
  return {
    piece, cable,
    nodes: found.map((node) => copied(node, cable, at)),
    missing: piece.anchors.filter((_, place) => !paras[place]),
  };
}

function paraOf(cable, anchor) {
  return [...cable.article.querySelectorAll("section.rt-para")].find((para) => para.id === anchor);
}

const WHOLE = "h2, .rt-para, .rt-gap-between, .rt-signature, .rt-trailer, .rt-unparsed, .rt-notices, p:not([class])";

/* Everything between the head of the page and its lists. */
function wholeText(cable) {
  return [...cable.article.children].filter((node) => node.matches(WHOLE));
}

/* A copy for this page: links are full addresses, anchors are unique, nothing is for the screen only. */
function copied(node, cable, at) {
  const copy = document.importNode(node, true);
  copy.querySelectorAll(SCREEN_ONLY).forEach((inner) => inner.remove());
  copy.querySelectorAll("h2, h3").forEach((inner) => inner.replaceWith(lowered(inner)));
  [copy, ...copy.querySelectorAll("*")].forEach((inner) => {
    inner.removeAttribute("data-note");
    if (inner.id) { inner.id = `piece-${at + 1}-${inner.id}`; }
    if (inner.hasAttribute("href")) { inner.setAttribute("href", new URL(inner.getAttribute("href"), cable.address).href); }
    if (inner.localName === "details") { inner.open = true; }
    if (inner.matches(".rt-para")) { inner.setAttribute("aria-label", `Piece ${at + 1}: ${inner.getAttribute("aria-label")}`); }
  });
  return copy.localName === "h2" ? lowered(copy) : copy;
}

/* A heading below that of a piece. */
function lowered(heading) { return element("h4", { id: heading.id, class: "rt-piece-section" }, ...heading.childNodes); }

/** The marking of cables together: the highest classification, and all captions. */
export function jointMarking(cables) {
  const parts = cables.map(({ marking }) => marking.split(MARKING));
  const level = (name) => (CLASSIFICATIONS.includes(name) ? CLASSIFICATIONS.indexOf(name) : CLASSIFICATIONS.length);
  const names = parts.map(([name]) => name).sort((a, b) => level(b) - level(a) || (a < b ? 1 : -1));
  const captions = [...new Set(parts.flatMap(([, ...more]) => more))].sort();
  return [...names.slice(0, 1), ...captions].join(MARKING);
}

/* An entry in words: what its page says of "this cable" it says of the cables that have it. */
function entryWords({ words, mrns }, isAmbiguous) {
  const cables = `in ${[...mrns].join(", ")}`;
  const named = words.replace("in this cable", cables);
  return isAmbiguous && named === words ? `${words} (${cables})` : named;
}

/**
 * The entries that the pages of the cables list under a heading (`.rt-abbreviations`), as far as a piece
 * links to them: { name, href, words }, in the order of names. One with two meanings is listed twice.
 */
export function entriesOf(pieces, list) {
  const entries = new Map();
  pieces.filter(({ cable }) => cable).forEach(({ cable, nodes }) => {
    const used = new Set(nodes.flatMap((node) => [...node.querySelectorAll("a[href]")].map((link) => link.href)));
    cable.article.querySelectorAll(`${list} li`).forEach((item) => {
      const link = item.firstElementChild?.matches("a[href]") ? item.firstElementChild : null;
      const href = link && new URL(link.getAttribute("href"), cable.address).href;
      if (!link || !used.has(href)) { return; }
      const words = item.textContent.trim().slice(link.textContent.length).trim();
      const key = `${href} ${words}`;
      if (!entries.has(key)) { entries.set(key, { name: link.textContent, href, words, mrns: new Set() }); }
      entries.get(key).mrns.add(cable.mrn);
    });
  });
  const all = [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return all.map((entry) => ({
    name: entry.name, href: entry.href,
    words: entryWords(entry, all.filter(({ name }) => name === entry.name).length > 1),
  }));
}
