/* A packet as Markdown and as a table. */
import { bibliography, noteOf } from "./packet-cite.js";
import { entriesOf, jointMarking } from "./packet-pieces.js";
import { absenceOf, pieceTitle, UNTITLED } from "./packet-sheet.js";
import { table } from "./search-files.js";

/** The packet as Markdown; every text of a cable is escaped. */
export function markdown(list, pieces, about) {
  const whole = pieces.filter(({ nodes }) => nodes.length);
  const marking = whole.length ? [`**${plain(jointMarking(whole.map(({ cable }) => cable)))}**`] : [];
  return `${[
    ...marking, `# ${plain(list.title || UNTITLED)}`, plain([about.site, about.edition].filter(Boolean).join(". ")), `<${about.address}>`,
    ...pieces.flatMap(pieceBlocks),
    ...entryBlocks("Abbreviations", entriesOf(pieces, ".rt-abbreviations")),
    ...entryBlocks("Not released", entriesOf(pieces, ".rt-notes")),
    ...(whole.length ? ["## Citations", bibliography(pieces).map((text) => `- ${plain(text)}`).join("\n")] : []),
    ...marking,
  ].join("\n\n")}\n`;
}

function pieceBlocks(text, at) {
  const { piece, cable, nodes, missing } = text;
  const [name, title] = pieceTitle(text);
  const note = piece.note ? [quoted(`Note by the reader: ${plain(piece.note)}`)] : [];
  const head = [`## ${at + 1}. ${plain(`${name} ${title}`)}`];
  if (!nodes.length) { return [...head, ...note, plain(absenceOf(text))]; }
  return [
    ...head, plain([cable.marking, cable.date].filter(Boolean).join(" · ")), ...note,
    ...(missing.length ? [plain(absenceOf(text))] : []),
    ...nodes.flatMap(nodeBlocks), plain(noteOf(text)),
  ];
}

function entryBlocks(title, entries) {
  return entries.length ? [`## ${title}`, entries.map(({ name, words }) => `- **${plain(name)}** ${plain(words)}`).join("\n")] : [];
}

/* --- Elements of a cable's page as blocks of Markdown --- */

function nodeBlocks(node) {
  if (!node.matches(".rt-para")) { return blocksOf(node); }
  const number = node.querySelector(".rt-number");
  const marking = node.querySelector(".rt-marking")?.textContent || "";
  const [first = "", ...more] = blocksOf(node.querySelector(".rt-body"));
  const name = `**[${plain(number.textContent)}](${number.href})** ${plain(marking)}`.trim();
  return /^(?:\s*(?:[-#>`|]|\d+\.))/.test(first) ? [name, first, ...more] : [`${name} ${first}`, ...more];
}

function blocksOf(node) {
  switch (node.localName) {
    case "p": case "summary": return inline(node) ? [inline(node)] : [];
    case "h4": return [`### ${inline(node)}`];
    case "pre": return [fenced(node.textContent)];
    case "blockquote": return [quoted(inner(node).join("\n\n"))];
    case "ul": case "ol": return [[...node.children].map((item) => listItem(inner(item))).join("\n")];
    default: return inner(node);
  }
}

const BLOCKS = "p, ul, ol, pre, blockquote, div, section, details, summary, h4, table";

function inner(node) {
  const blocks = [];
  let text = "";
  const end = () => { if (text.trim()) { blocks.push(lineStart(text)); } text = ""; };
  node.childNodes.forEach((child) => {
    if (child.nodeType === Node.ELEMENT_NODE && child.matches(BLOCKS)) { end(); blocks.push(...blocksOf(child)); } else { text += plain(child.textContent); }
  });
  end();
  return blocks;
}

function inline(node) { return lineStart(plain(node.textContent)); }

function listItem(blocks) { return `- ${blocks.join("\n\n").replaceAll("\n", "\n  ")}`; }

function quoted(text) { return text.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n"); }

function fenced(text) {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/* Text on one line, in which nothing is markup. */
function plain(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|~&]/g, "\\$&");
}

/* A number or dash at the beginning would make a list, a # at the end closes a heading. */
function lineStart(text) {
  return text.trim().replace(/^(\d+)([.)])/, "$1\\$2").replace(/^[-+=#]|(?<!^)#$/g, "\\$&");
}

/* --- Table --- */

const HEAD = ["piece", "mrn", "date", "subject", "classification", "paragraph", "marking", "text", "note", "address"];

/** One row for each para; a piece without paras has one row. */
export function csv(pieces) {
  return table([HEAD, ...pieces.flatMap((text, at) => {
    const { piece, cable, nodes } = text;
    const about = [at + 1, piece.mrn, cable?.date || "", cable?.subject || text.reason, cable?.marking || ""];
    const paras = nodes.filter((node) => node.matches(".rt-para"));
    if (!paras.length) { return [[...about, "", "", "", piece.note, cable?.address || ""]]; }
    return paras.map((para) => [...about, para.querySelector(".rt-number").textContent.trim().replace(/^[¶§]/, ""),
      para.querySelector(".rt-marking")?.textContent || "", para.querySelector(".rt-body").textContent.trim(),
      piece.note, para.querySelector(".rt-number").href]);
  })]);
}
