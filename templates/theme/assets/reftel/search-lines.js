/* Lines of context: each place of the words searched for, with the words on its left and right. */
import { fold } from "./search-words.js";
import { counted, element } from "./search-view.js";

/** Lines that are loaded and sorted together. */
export const MAX_LINES = 1000;

const SHOWN = 50;
const GROUPS = 20;
const SIDE = 42;
const COLUMNS = [["Left", "left"], ["Keyword", "found"], ["Right", "right"], ["Paragraph", ""]];

/** Show the lines of an answer in an order; stops when `isCurrent()` is no longer true. */
export async function drawLines(body, answer, order, isCurrent) {
  const progress = element("p", { class: "rt-lines-progress", role: "status" });
  const rows = element("tbody");
  const heads = COLUMNS.map(([title, sort]) => element("th",
    { scope: "col", "aria-sort": sort && sort === order && order !== "found" ? "ascending" : "" }, title));
  const table = element("table", { class: "rt-lines" },
    element("caption", { class: "rt-offscreen" }, "Lines of context"),
    element("thead", {}, element("tr", {}, ...heads)), rows);
  const more = element("button", { type: "button", class: "rt-search-more" }, "More lines");
  more.hidden = true;
  body.replaceChildren(progress, table, more);
  const lines = [];
  let shown = 0;
  let isWhole = false;
  const show = async () => {
    const wanted = order === "found" ? shown + SHOWN : MAX_LINES;
    while (!isWhole && lines.length < wanted && isCurrent()) {
      isWhole = await loadLines(answer, lines);
      if (wanted > SHOWN) { progress.textContent = `${counted(lines.length, "line")} loaded …`; }
    }
    if (!isCurrent()) { return; }
    const added = sortedLines(lines, order).slice(shown, shown + SHOWN).map(lineRow);
    rows.append(...added);
    if (shown) { added[0]?.querySelector("a").focus(); }
    shown += added.length;
    more.hidden = shown >= lines.length && isWhole;
    table.hidden = !lines.length;
    progress.textContent = note(lines.length, isWhole, order);
  };
  more.addEventListener("click", show);
  await show();
}

function note(number, isWhole, order) {
  if (!number) { return "There are no words to show in context: search for some."; }
  return number >= MAX_LINES && !isWhole && order !== "found"
    ? `The first ${counted(number, "line")} are sorted.` : "";
}

/* Add the lines of the next groups; true at the end. */
async function loadLines(answer, lines) {
  const groups = await answer.more(GROUPS);
  const hits = await Promise.all(groups.map((group) => group.hits()));
  groups.forEach((group, at) => lines.push(...hits[at].flatMap(
    (hit) => hit.contexts.map((context) => ({ group, hit, context })))));
  return !groups.length || (answer.exact && groups.length < GROUPS);
}

/** The lines in an order: as found, or by the words nearest on one side, in alphabetical order. */
export function sortedLines(lines, order) {
  if (order === "found") { return lines; }
  const keyed = lines.map((line) => ({ line, key: keyOf(line.context, order) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ line }) => line);
}

/* On the left, the word next to the keyword counts first. */
function keyOf(context, order) {
  const sides = { left: wordsOf(context.left).reverse(), right: wordsOf(context.right) };
  const other = order === "left" ? "right" : "left";
  return [...sides[order], "", fold(context.keyword), "", ...sides[other]].join(" ");
}

function wordsOf(text) {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function lineRow({ group, hit, context }) {
  const name = [group.mrn || group.title, hit.label].filter(Boolean).join(" ");
  return element("tr", {},
    element("td", { class: "rt-lines-left" }, fitting(context.left, "left")), " ",
    element("td", { class: "rt-lines-keyword" }, element("mark", {}, context.keyword)), " ",
    element("td", { class: "rt-lines-right" }, fitting(context.right, "right")), " ",
    element("td", { class: "rt-lines-place" }, element("a", { href: hit.url }, name)));
}

/* The end of a text, or its beginning, in whole words that fit into a line. */
function fitting(text, side) {
  const list = text.split(/\s+/).filter(Boolean);
  if (side === "left") { list.reverse(); }
  let length = 0;
  const words = list.filter((word) => {
    length += word.length + 1;
    return length <= SIDE;
  });
  if (words.length < list.length) { words.push("…"); }
  if (side === "left") { words.reverse(); }
  return words.join(" ");
}
