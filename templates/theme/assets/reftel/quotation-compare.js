/* Readings of a quotation, the likely place in a cable and the cheapest way from one to the other, as
   in quotation_reading.py, likely_places.py and quotation_alignment.py. */
import { RUN, withoutAccents, wordsOf } from "./quotation-words.js";

const PAGE_LINES = [
  /^[ \t>]*[A-Z][A-Z .'-]{1,40}[ \t]+[0-9]{5,8}[ \t]+[0-9]{3} OF [0-9]{3}[ \t]*$/gmu,
  /\b[A-Z]{2,20}[ \t]+[0-9]{5,8}[ \t]+[0-9]{3} OF [0-9]{3}\b/gu,
];
const QUOTE_MARKS = /^[ \t]*(?:>[ \t]?)+/gmu;
const BRACKETS = /\[([^[\]]{0,200})\]/gu;
const LEFT_OUT = /^[\s.\u2026-]*$|^\s*(?:withheld|redacted|omitted)\b|not declassified/iu;
const ELLIPSIS = /\u2026|\.(?:[ \t\n]?\.){2,}/gu;
const MARK = "\ue000";
const LETTER = /^\p{L}$/u;
const MARGIN = 30;
const MOST_PLACES = 3;
const MOST_PARTS = 6;
/** The cost of one word too many or too few. */
export const WORD_COST = 10;
const REPLACED = 15;
const COVERED = 6;

/** The readings of a clean quotation: brackets as insertions first, then as its own words. */
export function readings(quotation) {
  let text = quotation.replaceAll(MARK, " ");
  for (const pattern of [...PAGE_LINES, QUOTE_MARKS]) { text = text.replace(pattern, (words) => " ".repeat(words.length)); }
  const without = text.replace(BRACKETS, withoutBrackets);
  return [...new Set([without, text])].map((words) => reading(words.replace(ELLIPSIS, mark)));
}

function mark(words) { return MARK.padEnd(words.length); }

function withoutBrackets(whole, inner, at, text) {
  if (LEFT_OUT.test(inner)) { return mark(whole); }
  const follows = LETTER.test(text.charAt(at + whole.length));
  const precedes = LETTER.test(text.charAt(at - 1));
  return inner.length === 1 && follows && !precedes ? inner.padStart(whole.length) : " ".repeat(whole.length);
}

/* The words, with null where the quotation leaves words out. */
function reading(text) {
  const elements = [];
  let offset = 0;
  text.split(MARK).forEach((piece, at) => {
    if (at && elements.length && elements[elements.length - 1] !== null) { elements.push(null); }
    elements.push(...wordsOf(piece).map((word) => ({ ...word, start: word.start + offset, end: word.end + offset })));
    offset += piece.length + 1;
  });
  if (elements[elements.length - 1] === null) { elements.pop(); }
  return elements;
}

/** The keys of the words between the places where the quotation leaves words out. */
export function partsOf(elements) {
  const parts = [[]];
  for (const word of elements) {
    if (word === null) { parts.push([]); } else { parts[parts.length - 1].push(withoutAccents(word.key)); }
  }
  return parts;
}

/** The ranges of words, of `count`, in which the quotation most likely is: [start, end] each. */
export function likelyPlaces(elements, count, places) {
  const parts = partsOf(elements);
  if (Math.max(...parts.map((part) => part.length)) < RUN) { return [[0, count]]; }
  const around = (first, last, beside) => [Math.max(0, first - beside), Math.min(count, last + beside)];
  const starts = parts.map((part) => likelyStarts(part, places));
  if (parts.length === 1) {
    const { length } = parts[0];
    return starts[0].map((start) => around(start, start + length, MARGIN + Math.floor(length / 2)));
  }
  const best = starts.flatMap((likely, at) => (likely.length ? [[likely[0], likely[0] + parts[at].length]] : []));
  if (!best.length) { return []; }
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  return [around(Math.min(...best.map(([start]) => start)), Math.max(...best.map(([, end]) => end)), 3 * MARGIN + total)];
}

function likelyStarts(part, places) {
  const starts = [];
  for (let at = 0; at + RUN <= part.length; at += 1) {
    for (const place of places.get(part.slice(at, at + RUN).join(" ")) || []) { starts.push(place - at); }
  }
  starts.sort((a, b) => a - b);
  const slack = Math.max(10, Math.floor(part.length / 4));
  const hits = new Map();
  let first = 0;
  for (const start of starts) {
    if (!hits.size || start - first > slack) { first = start; }
    hits.set(first, (hits.get(first) || 0) + 1);
  }
  return [...hits.keys()].sort((a, b) => hits.get(b) - hits.get(a)).slice(0, MOST_PLACES);
}

/**
 * The cheapest steps through a reading beside the words of a cable, the first of equals: {kind, quote,
 * cable}, the latter two as [start, end]. Kinds are those of quotation_alignment.py.
 */
export function align(elements, words) {
  const rows = [words.map(() => [0]).concat([[0]])];
  for (let at = 1; at <= elements.length; at += 1) {
    const row = [];
    for (let column = 0; column <= words.length; column += 1) {
      row.push(cheapest(elements, words, rows, row, at, column));
    }
    rows.push(row);
  }
  const last = rows[rows.length - 1];
  let column = 0;
  last.forEach((cell, index) => { if (cell[0] < last[column][0]) { column = index; } });
  const steps = [];
  let at = elements.length;
  while (at) {
    const [, kind, quoted, passed] = rows[at][column];
    steps.push({ kind, quote: [at - quoted, at], cable: [column - passed, column] });
    at -= quoted;
    column -= passed;
  }
  return steps.reverse();
}

/* A cell: cost so far, the last step, and how many words of quotation and cable it takes. */
function cheapest(elements, words, rows, row, at, column) {
  const word = elements[at - 1];
  const above = rows[at - 1];
  if (word === null) {
    return column && row[column - 1][0] <= above[column][0]
      ? [row[column - 1][0], "jump", 0, 1] : [above[column][0], "jump", 1, 0];
  }
  let best = [above[column][0] + WORD_COST, "added", 1, 0];
  if (!column) { return best; }
  const other = words[column - 1];
  const take = (cost, kind, quoted, passed) => { if (cost < best[0]) { best = [cost, kind, quoted, passed]; } };
  if (other.most) {
    take(above[column - 1][0] + COVERED, "covered", 1, 1);
    take(above[column][0] + COVERED, "covered", 1, 0);
    take(row[column - 1][0], "passed", 0, 1);
    return best;
  }
  const isSame = word.key === other.key;
  take(above[column - 1][0] + (isSame ? 0 : REPLACED), isSame ? "same" : "replaced", 1, 1);
  const quoted = word.parts.length;
  if (quoted > 1 && quoted <= Math.min(MOST_PARTS, column)
    && word.parts.every((part, index) => part === words[column - quoted + index].key)) {
    take(above[column - quoted][0], "same", 1, quoted);
  }
  const passed = other.parts.length;
  if (passed > 1 && passed <= Math.min(MOST_PARTS, at)
    && other.parts.every((part, index) => part === elements[at - passed + index]?.key)) {
    take(rows[at - passed][column - 1][0], "same", passed, 1);
  }
  const isAside = other.kind === "aside";
  take(row[column - 1][0] + (isAside ? 0 : WORD_COST), isAside ? "passed" : "missing", 0, 1);
  return best;
}
