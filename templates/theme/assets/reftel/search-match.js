/*
 * Decides whether a passage matches a query. The passage is a para, the header of a cable, or the
 * text of another page; each is judged by itself:
 *
 * - a word matches itself and its regular endings (law: laws; traffickers: trafficking), without
 *   regard to case and accents. Punctuation within it counts as a blank or as nothing: law-53 is
 *   "law 53" and law53, U.S. is US;
 * - word* matches every word that begins so;
 * - "a phrase" matches these words one after the other, as they are typed: without endings;
 * - a NEAR b: at most 10 words from one to the other, in either order; NEAR/5: at most 5;
 * - words side by side must all match, OR needs one of its sides, -word none;
 * - post:, tags:, year:, in: ask about the cable of the passage. Other pages have no such values;
 * - a plain word also matches in the meaning of an abbreviation of the passage, or in the
 *   abbreviation of a meaning that is spelt out in it, if the query has the whole name or two of its
 *   longer words; and the header, in the numbers of the cable and of its copies in archives.
 */
import { atoms, bare, indexed, stem } from "./search-words.js";

const LONGER = 4;

/** The plain words of a tree, also the unwanted ones. */
export function plainWords(tree) {
  return leaves(tree).filter((leaf) => leaf.type === "word");
}

/** All words, beginnings and phrases of a tree, in order; `wanted` leaves those after "-" out. */
export function leaves(tree, wanted = false) {
  if (!tree || tree.type === "field") { return []; }
  if (tree.type === "not") { return wanted ? [] : leaves(tree.part); }
  return tree.parts ? tree.parts.flatMap((part) => leaves(part, wanted)) : [tree];
}

/**
 * A function that matches a passage, for a tree. It returns null, or {spans, names}: the matching
 * words [first, last] in order, and the hidden names that the query asks for.
 */
export function matcher(tree) {
  const asked = plainWords(tree);
  return (passage, document) => {
    const names = passage.names.filter((name) => isAsked(name, asked));
    const spans = match(tree, { passage, document, names });
    return spans && { spans: distinct(spans), names };
  };
}

/** Whether the plain words have a whole name, or two of its longer words. */
function isAsked(name, asked) {
  const parts = name.text.atoms;
  const met = new Set(asked.flatMap((leaf) => wordSpans(leaf, name.text).flat()));
  return parts.length > 0
    && (met.size === name.text.words.length
      || [...met].filter((at) => bare(name.text.words[at]).length >= LONGER).length > 1);
}

/** The spans of a node in a passage; null if it does not match. */
function match(node, scene) {
  if (!node) { return []; }
  if (node.type === "and") { return all(node.parts.map((part) => match(part, scene))); }
  if (node.type === "or") { return any(node.parts.map((part) => match(part, scene))); }
  if (node.type === "not") { return match(node.part, scene) ? null : []; }
  if (node.type === "field") { return hasValue(node, scene.document) ? [] : null; }
  if (node.type === "near") { return nearby(node, scene.passage.text); }
  const spans = spansOf(node, scene.passage.text);
  return spans.length || (node.type === "word" && isHidden(node, scene)) ? spans : null;
}

/** Whether a word is a number of the passage, or in a hidden name that the query asks for. */
function isHidden(leaf, { passage, names }) {
  return passage.numbers.includes(leaf.atoms.join(""))
    || names.some((name) => wordSpans(leaf, name.text).length > 0);
}

function all(results) {
  return results.includes(null) ? null : results.flat();
}

function any(results) {
  const matching = results.filter(Boolean);
  return matching.length ? matching.flat() : null;
}

function distinct(spans) {
  const byKey = new Map(spans.map((span) => [span.join(), span]));
  return [...byKey.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** The spans of a word, beginning or phrase in a text. */
export function spansOf(leaf, text) {
  if (leaf.type === "word") { return wordSpans(leaf, text); }
  if (leaf.type === "prefix") { return runs(text, leaf.atoms, (atom, part) => atom.startsWith(part)); }
  return runs(text, leaf.atoms, (atom, part) => atom === part);
}

function wordSpans(leaf, text) {
  const whole = leaf.atoms.join("");
  const joined = (text.at.get(`=${whole}`) || []).map((word) => [word, word]);
  const single = leaf.atoms.length > 1
    ? (text.at.get(whole) || []).map((at) => [text.wordOf[at], text.wordOf[at]]) : [];
  const same = (atom, part) => stem(atom) === stem(part);
  return [...runs(text, leaf.atoms, same, true), ...joined, ...single];
}

/** Where atoms follow each other in a text. `same` compares the last one, the others are equal. */
function runs(text, parts, same, byStem = false) {
  const last = parts.length - 1;
  const first = last ? text.at.get(parts[0]) : null;
  const starts = last ? first || [] : candidates(text, parts[0], same, byStem);
  return starts
    .filter((at) => parts.every((part, step) => {
      const atom = text.atoms[at + step];
      return atom !== undefined && (step === last ? same(atom, part) : atom === part);
    }))
    .map((at) => [text.wordOf[at], text.wordOf[at + last]]);
}

function candidates(text, part, same, byStem) {
  return byStem ? text.at.get(`~${stem(part)}`) || [] : [...text.atoms.keys()].filter((at) => same(text.atoms[at], part));
}

function nearby({ parts: [left, right], distance }, text) {
  const rights = spansOf(right, text);
  const isSame = left.atoms.join(" ") === right.atoms.join(" ");
  const spans = [];
  for (const one of spansOf(left, text)) {
    for (const other of rights) {
      const [before, after] = one[0] <= other[0] ? [one, other] : [other, one];
      const isItself = isSame && one[0] === other[0];
      if (!isItself && after[0] - before[1] <= distance) { spans.push(one, other); }
    }
  }
  return spans.length ? spans : null;
}

/** Whether the cable of a document has the value of a field. */
function hasValue(node, document) {
  const { meta, filters } = document;
  if (node.field === "post") { return Boolean(meta.post) && bare(meta.post) === node.value; }
  if (node.field === "tags") { return (filters.tags || []).some((tag) => bare(tag) === node.value); }
  if (node.field === "year") {
    const year = Number((meta.date || "").slice(0, 4));
    return year >= node.from && year <= node.to && year > 0;
  }
  const cable = bare(meta.cable || "");
  return cable === node.value || (cable.length > 2 && cable.slice(2) === node.value);
}

/** A hidden name for matching: {text, short, shown}. */
export function hiddenName(short, shown) {
  return { short, shown, shorts: new Set(atoms(short)), text: indexed(shown.split(" ")) };
}
