/* Citations of the cables and paras of a packet, from those on the pages of the cables. */
import { placeName } from "./packet-list.js";

const MARK = /^[¶§]/;

/* The citations of a cable with its address from anywhere, for some paras; none for the whole cable. The
   texts have one place for a para, which takes the names of several. */
function filledFor(cable, anchors) {
  const cite = cable.cite.cloneNode(true);
  cite.dataset.root = new URL(cite.dataset.root, cable.address).href;
  const texts = cite.querySelector("dl");
  if (!anchors.length) { return window.reftel.citation(cite, texts, null); }
  const name = anchors.length > 1 ? placeName(anchors.filter((anchor) => anchor.startsWith("p-"))).replace(MARK, "") : ownName(cable, anchors[0]);
  if (anchors.length > 1) {
    texts.querySelectorAll('[data-pin="anchor"]').forEach((place) => place.remove());
    texts.querySelectorAll("[data-before]").forEach((place) => {
      place.dataset.before = place.dataset.before.replace("para. ", "paras. ");
    });
  }
  return window.reftel.citation(cite, texts, { anchor: anchors[0], name });
}

function ownName(cable, anchor) {
  const number = [...cable.article.querySelectorAll(".rt-para")].find((para) => para.id === anchor)?.querySelector(".rt-number");
  return number ? number.textContent.trim().replace(MARK, "") : "";
}

function textOf(filled, label) {
  const term = [...filled.querySelectorAll("dt")].find((node) => node.textContent.trim() === label);
  return term.nextElementSibling.textContent;
}

/** The note that cites a piece, as text. */
export function noteOf({ piece, cable, missing }) {
  return textOf(filledFor(cable, piece.anchors.filter((anchor) => !missing.includes(anchor))), "Chicago, note");
}

/** The bibliography: one entry for each cable, in the order of senders and titles. */
export function bibliography(pieces) {
  return [...parasOfCables(pieces).keys()].map((cable) => textOf(filledFor(cable, []), "Chicago, bibliography"))
    .sort((a, b) => a.localeCompare(b, "en"));
}

/** The records of all cables in a format: BibTeX, RIS, CSL-JSON; each names its paras in the packet. */
export function records(pieces, label) {
  const texts = [...parasOfCables(pieces)].map(([cable, anchors]) => textOf(filledFor(cable, anchors), label));
  if (label !== "CSL-JSON") { return texts.map((text) => `${text.trimEnd()}${label === "RIS" ? " " : ""}\n`).join("\n"); }
  return `${JSON.stringify(texts.flatMap((text) => JSON.parse(text)), null, 2)}\n`;
}

/* The paras of each cable of a packet; none if the whole cable is in it. */
function parasOfCables(pieces) {
  const cables = new Map();
  pieces.filter(({ nodes }) => nodes.length).forEach(({ piece, cable, missing }) => {
    const before = cables.get(cable);
    const anchors = piece.anchors.filter((anchor) => !missing.includes(anchor));
    const isWhole = !piece.anchors.length || (before && !before.length);
    cables.set(cable, isWhole ? [] : [...new Set([...(before || []), ...anchors])]);
  });
  return cables;
}
