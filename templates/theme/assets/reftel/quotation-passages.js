/* The quotations in a text that somebody pastes, as in quoted_passages.py. */
import { wordsOf } from "./quotation-words.js";

/** Characters of a text that are checked: some twenty pages. */
export const MOST_CHARACTERS = 50000;
const FEWEST_WORDS = 3;
const FEWEST_IN_SINGLE_MARKS = 5;
const PARAGRAPHS = /(?:[^\n]|\n(?![ \t]*(?:\n|$)))+/gu;
const W = "[\\p{L}\\p{N}]";
const MARKED = new RegExp(
  "“([^“”]+)(?:”|$)|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|‹([^‹›]+)›|``([^`']+)''"
  + "|(?<![^\\s(\\[—–\\-])\"([^\"]+)\""
  + `|(?<!${W})['‘]((?:[^'‘’\\n]|\\n|(?<=${W})['’](?=${W}))+)['’](?!${W})`, "gdu");
const QUOTED_LINE = /^[ \t]*>/u;
const INDENTED = /^(?: {4}|\t)/u;

/** The passages of a clean text that are marked as quotations, in order: {kind, start, end}. */
export function quotedPassages(text) {
  const isIndented = text.split("\n").filter((line) => line.trim()).every((line) => INDENTED.test(line));
  return [...text.matchAll(PARAGRAPHS)].flatMap((paragraph) => {
    const { index } = paragraph;
    const lines = paragraph[0].replace(/^\n+|\n+$/gu, "").split("\n");
    if (lines.every((line) => QUOTED_LINE.test(line)) || (!isIndented && lines.every((line) => INDENTED.test(line)))) {
      return [{ kind: "block", start: index, end: index + paragraph[0].length }];
    }
    return [...paragraph[0].matchAll(MARKED)].map((match) => {
      const [start, end] = match.indices.slice(1).find(Boolean);
      return { kind: "marks", start: index + start, end: index + end };
    });
  });
}

/** Whether a passage has the words of a quotation. */
export function isLongEnough(text, { start, end }) {
  const fewest = ["'", "‘"].includes(text.charAt(start - 1)) ? FEWEST_IN_SINGLE_MARKS : FEWEST_WORDS;
  return wordsOf(text.slice(start, end)).length >= fewest;
}

/** The ranges of a text outside the passages, none longer than a paragraph. */
export function otherText(text, passages) {
  return [...text.matchAll(PARAGRAPHS)].flatMap((paragraph) => {
    const end = paragraph.index + paragraph[0].length;
    const within = passages.filter(({ start }) => start >= paragraph.index && start < end);
    const starts = [paragraph.index, ...within.map((passage) => passage.end)];
    const ends = [...within.map((passage) => passage.start), end];
    return starts.map((start, at) => [start, ends[at]]);
  });
}
