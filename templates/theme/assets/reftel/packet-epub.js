/* A packet as an EPUB 3 book: one chapter for each piece, and one for the lists at the end. */
import { pieceTitle, UNTITLED } from "./packet-sheet.js";
import { zip } from "./zip.js";

const XHTML = "http://www.w3.org/1999/xhtml";
const EPUB = "http://www.idpf.org/2007/ops";
const KEPT = ["id", "class", "href", "lang", "title", "role", "aria-label"];
const STYLE = `body { line-height: 1.45; }
.rt-banner { font-weight: bold; text-align: center; border: 1px solid; padding: 0.2em; margin: 0 0 1em; }
.rt-head p { margin: 0.8em 0 0; font-weight: bold; }
.rt-number { text-decoration: none; color: inherit; }
.rt-lead, .rt-piece-cite, small { font-size: 0.85em; }
.rt-reader-note { border-left: 3px solid; padding-left: 0.8em; }
.rt-reader-note p { white-space: pre-line; }
pre { white-space: pre-wrap; font-size: 0.8em; }
.rt-page::before { content: "[p. " attr(data-page) "] "; }
`;
const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** The book; the same sheet gives the same bytes. */
export function epub(list, pieces, sheet, about) {
  const title = list.title || UNTITLED;
  const chapters = chaptersOf(pieces, sheet, title);
  const files = chapters.map(({ file, name, nodes }) => [`book/${file}`, page(name, nodes)]);
  const dates = pieces.map(({ cable }) => cable?.date || "").filter((date) => date.length === 10).sort();
  const facts = { title, site: about.site, address: about.address, newest: dates.at(-1) || "1970-01-01" };
  return zip([
    ["mimetype", "application/epub+zip"],
    ["META-INF/container.xml", CONTAINER],
    ["book/content.opf", description(facts, chapters, sum(files))],
    ["book/nav.xhtml", navigation(title, chapters)],
    ["book/style.css", STYLE],
    ...files,
  ]);
}

function chaptersOf(pieces, sheet, title) {
  const sections = [...sheet.querySelectorAll(":scope > .rt-piece")];
  const cover = [...sheet.querySelector(".rt-sheet-cover").children].filter((node) => !node.matches("nav"));
  const lists = [...sheet.querySelectorAll(":scope > .rt-abbreviations, :scope > .rt-notes")];
  return [
    { file: "cover.xhtml", name: title, nodes: cover },
    ...sections.map((node, at) => ({
      file: `piece-${at + 1}.xhtml`, name: `${at + 1}. ${pieceTitle(pieces[at]).join(" ")}`, nodes: [...banner(pieces[at]), node],
    })),
    ...(lists.length ? [{ file: "lists.xhtml", name: "Abbreviations and citations", nodes: lists }] : []),
  ];
}

/* A reader's device shows one chapter at a time: each begins with the marking of its cable. */
function banner({ cable }) {
  if (!cable) { return []; }
  const node = document.createElement("div");
  node.className = "rt-banner";
  node.textContent = cable.marking;
  return [node];
}

/* --- Pages --- */

function page(name, nodes) {
  const doc = document.implementation.createDocument(XHTML, "html", null);
  const root = doc.documentElement;
  root.setAttribute("lang", "en");
  root.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
  const head = root.appendChild(doc.createElementNS(XHTML, "head"));
  head.appendChild(doc.createElementNS(XHTML, "title")).textContent = clean(name);
  const style = head.appendChild(doc.createElementNS(XHTML, "link"));
  for (const [key, value] of [["rel", "stylesheet"], ["type", "text/css"], ["href", "style.css"]]) { style.setAttribute(key, value); }
  const body = root.appendChild(doc.createElementNS(XHTML, "body"));
  body.append(...nodes.map((node) => plainCopy(node, doc)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/* A copy with the attributes that a book may have, in the namespace of XHTML. */
function plainCopy(node, doc) {
  if (node.nodeType === Node.TEXT_NODE) { return doc.createTextNode(clean(node.data)); }
  const name = { details: "div", summary: "p", article: "section" }[node.localName] || node.localName;
  const copy = doc.createElementNS(XHTML, name);
  for (const { name: key, value } of node.attributes) {
    const isAllowed = key === "data-page" || (KEPT.includes(key) && (key !== "aria-label" || node.hasAttribute("role") || name === "section"));
    if (isAllowed && value && !(key === "href" && value.startsWith("#"))) { copy.setAttribute(key, clean(value)); }
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE || child.nodeType === Node.ELEMENT_NODE) { copy.append(plainCopy(child, doc)); }
  }
  return copy;
}

/* Text without the characters that XML does not have. */
function clean(text) { return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ""); }

function navigation(title, chapters) {
  const lines = chapters.map(({ file, name }) => `<li><a href="${file}">${xml(name)}</a></li>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="${XHTML}" xmlns:epub="${EPUB}" lang="en" xml:lang="en"><head><title>${xml(title)}</title></head>
<body><nav epub:type="toc"><h1>Contents</h1><ol>
${lines}
</ol></nav></body></html>
`;
}

/* --- Package --- */

/* The time of the book is the date of its newest cable: the same packet is the same book on any day. */
function description({ title, site, address, newest }, chapters, identifier) {
  const names = ["nav", ...chapters.map((_, at) => `c${at}`)];
  const items = chapters.map(({ file }, at) => `<item id="c${at}" href="${file}" media-type="application/xhtml+xml"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${identifier}</dc:identifier>
<dc:title>${xml(title)}</dc:title>
<dc:language>en</dc:language>
<dc:creator>${xml(site)}</dc:creator>
<dc:source>${xml(address)}</dc:source>
<meta property="dcterms:modified">${newest}T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join("\n")}
</manifest>
<spine>
${names.slice(1).map((name) => `<itemref idref="${name}"/>`).join("\n")}
</spine>
</package>
`;
}

function xml(text) {
  return clean(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[sign]));
}

/* A sum of all pages in the form of a UUID of version 8. */
function sum(files) {
  const values = Uint32Array.of(2166136261, 3339451269, 668265263, 374761393);
  const text = files.map(([, content]) => content).join("\n");
  for (let at = 0; at < text.length; at += 1) { values[at % 4] = Math.imul(values[at % 4] ^ text.charCodeAt(at), 16777619); }
  const digits = [...values].map((value) => value.toString(16).padStart(8, "0")).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}
