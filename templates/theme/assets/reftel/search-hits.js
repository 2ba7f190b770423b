/* Hits: the weight of a matching passage, its excerpt, its words in context. */
import { spansOf } from "./search-match.js";
import { bare, words } from "./search-words.js";

const EXCERPT = 34;
const SHORT_FORM = 3;
const CONTEXT = 12;

/** How well a passage matches the wanted leaves: exact words, the phrase, words near each other. */
export function weight(passage, { names }, wanted, title) {
  const { text } = passage;
  const spans = wanted.map((leaf) => spansOf(leaf, text));
  const titled = words(title);
  const asked = wanted.flatMap((leaf) => words(leaf.shown));
  const count = wanted.length || 1;
  const inText = spans.filter((list) => list.length).length;
  const exact = wanted.filter((leaf) => leaf.atoms.every((atom) => text.at.has(atom))).length;
  /* A list or a term with many meanings that repeats a word is not more about it. */
  const times = Math.min(spans.flat().length, passage.order ? Infinity : 1);
  const isEntitled = !passage.order && titled.join(" ") === asked.join(" ");
  const inOrder = wanted.length > 1 && (follows(text.atoms, wanted) ? 6
    : names.some((name) => follows(name.text.atoms, wanted)) ? 5 : 0);
  return 2 * (inText / count) + 2 * (exact / count) + Math.log2(1 + times) / 2
    + (inOrder || 6 * nearness(spans)) + (isEntitled ? 6 : 0) + (passage.order ? 1 : 0);
}

/** Whether the atoms of all leaves stand one after the other. */
function follows(list, wanted) {
  const parts = wanted.flatMap((leaf) => leaf.atoms);
  return list.some((_, at) => parts.every((part, step) => list[at + step] === part));
}

/** 1 if all leaves are adjacent, less the further apart they are, 0 if one is missing. */
function nearness(spans) {
  if (spans.length < 2 || spans.some((list) => !list.length)) { return 0; }
  const places = spans.flatMap((list, leaf) => list.map(([at]) => ({ at, leaf }))).sort((a, b) => a.at - b.at);
  const last = new Map();
  let narrowest = Infinity;
  for (const { at, leaf } of places) {
    last.set(leaf, at);
    if (last.size === spans.length) {
      narrowest = Math.min(narrowest, at - Math.min(...last.values()) + 1);
    }
  }
  return Math.min(1, spans.length / narrowest);
}

/** A hit for the view; see the head of search-engine.js. */
export function hitOf(passage, { spans, names }) {
  const meant = meantNames(names, spans, passage);
  const marked = markedWords(passage, spans, meant);
  const link = new URL(passage.url);
  const folded = new Set([...marked.keys()].map((at) => bare(passage.text.words[at])).filter(Boolean));
  const anchor = link.hash;
  if (folded.size && anchor) { link.hash = `${anchor}&h=${encodeURIComponent([...folded].join(" "))}`; }
  return {
    url: link.href,
    plain: passage.url.href,
    anchor: anchor.slice(1),
    label: passage.label,
    excerpt: excerpt(passage.text.words, marked),
    meant: meant.map((name) => `${name.short}: ${name.shown}`),
    contexts: [...spans, ...shortSpans(passage, meant)].map((span) => context(passage.text.words, span)),
  };
}

/** The hidden names that explain a hit: those whose abbreviation is in the passage. */
function meantNames(names, spans, passage) {
  return names.filter((name) => [...name.shorts].every((atom) => passage.text.at.has(atom)));
}

function shortSpans(passage, meant) {
  const shorts = new Set(meant.map((name) => bare(name.short)));
  return passage.text.words.flatMap((word, at) => (shorts.has(bare(word)) ? [[at, at]] : []));
}

/** The words to mark, with their weight in the choice of an excerpt. */
function markedWords(passage, spans, meant) {
  const marked = new Map();
  for (const [first, last] of spans) {
    for (let at = first; at <= last; at += 1) { marked.set(at, 1); }
  }
  for (const [at] of shortSpans(passage, meant)) { marked.set(at, SHORT_FORM); }
  return marked;
}

/** The excerpt with the most hits, as pieces {word, hit}. */
function excerpt(list, marked) {
  let best = 0;
  let most = -1;
  let inside = 0;
  for (let end = 0; end < list.length; end += 1) {
    inside += marked.get(end) || 0;
    if (end >= EXCERPT) { inside -= marked.get(end - EXCERPT) || 0; }
    if (inside > most) { most = inside; best = Math.max(0, end - EXCERPT + 1); }
  }
  const first = [...marked.keys()].sort((a, b) => a - b).find((at) => at >= best);
  const start = Math.max(0, Math.min(first === undefined ? 0 : Math.max(best, first - 8), list.length - EXCERPT));
  const cut = list.slice(start, start + EXCERPT)
    .map((word, at) => ({ word, hit: marked.has(start + at) }));
  if (start > 0) { cut.unshift({ word: "…", hit: false }); }
  if (start + EXCERPT < list.length) { cut.push({ word: "…", hit: false }); }
  return cut;
}

/** A match with the words before and after it. */
function context(list, [first, last]) {
  return {
    left: list.slice(Math.max(0, first - CONTEXT), first).join(" "),
    keyword: list.slice(first, last + 1).join(" "),
    right: list.slice(last + 1, last + 1 + CONTEXT).join(" "),
  };
}
