/*
 * The documents that may match a query, by what the index knows of them. They are never too few and
 * often too many: the index knows beginnings of words, and documents, not paras.
 */
import { placesOf } from "./search-index.js";
import { ask, countsOf, facets, narrow } from "./search-volumes.js";
import { bare } from "./search-words.js";

/* Words in nearly every document; the index is not asked for them if there are others. */
const FREQUENT = new Set(("a an and are as at be but by for from has have he her his in is it its not of on or "
  + "that the their they this to was were which will with").split(" "));
const CUT = 4;

/* What words next to each other add to a score; scores of the index are a few tens. */
const NEARNESS = 100;
/* Signs that stand alone between the words of a phrase count as words of the index. */
const SLACK = 3;
const ING = /i(?:ng?)?$/;

/**
 * {lists, counts}: for each volume a map from numbers to {volume, number, score, places}, and documents
 * by value of each facet, null if they cannot be known. `tree` may be null: all documents within the
 * filters.
 */
export async function candidates(tree, filters) {
  const lists = await listsOf(tree, filters);
  return { lists, counts: await countsOf(lists) };
}

async function listsOf(tree, filters) {
  const { words, spans, narrowed, others } = await conjunction(tree, filters);
  const alone = !words.length && others.length > 0;
  const answers = await Promise.all([
    ...(alone ? [] : [asked(words, spans)]),
    ...others.map((node) => alternatives(node, filters)),
  ]);
  return narrow(combined(answers, meet), narrowed);
}

/** The documents that have all of the words, those with the words near each other first. */
async function asked(words, spans) {
  const longer = words.filter(({ text }) => text.length > 1);
  const rarer = longer.filter(({ text }) => !FREQUENT.has(text));
  const wanted = distinct([rarer, longer, words].find((list) => list.length) || [null]);
  const lists = combined(await Promise.all(wanted.map(ask)), meet);
  return lists.map((list) => nearestFirst(list, wanted.map((word) => word?.text), spans));
}

function distinct(words) {
  return [...new Map(words.map((word) => [JSON.stringify(word), word])).values()];
}

/** The documents in which words stand as near each other as they must, scored by how near all are. */
function nearestFirst(list, texts, spans) {
  if (texts.length < 2) { return list; }
  const limits = spans
    .map(({ words, most }) => ({ most, at: texts.flatMap((text, at) => (words.includes(text) ? [at] : [])) }))
    .filter(({ at }) => at.length > 1);
  const all = [...list.values()].map((one) => ({ ...one, places: one.places.map(placesOf) }));
  const near = all.filter(({ places }) => (
    limits.every(({ at, most }) => narrowest(at.map((word) => places[word])) <= most)));
  return new Map(near.map(({ volume, number, score, places }) => {
    const nearness = Math.min(1, texts.length / narrowest(places));
    return [number, { volume, number, score: score + NEARNESS * nearness, places: [] }];
  }));
}

/** The number of words in the shortest run of a text that has one place of each list; lists are sorted. */
function narrowest(lists) {
  const next = lists.map(() => 0);
  let best = Infinity;
  for (;;) {
    let first = 0;
    let last = 0;
    for (let at = 0; at < lists.length; at += 1) {
      if (next[at] >= lists[at].length) { return best; }
      if (lists[at][next[at]] < lists[first][next[first]]) { first = at; }
      if (lists[at][next[at]] > lists[last][next[last]]) { last = at; }
    }
    best = Math.min(best, lists[last][next[last]] - lists[first][next[first]] + 1);
    next[first] += 1;
  }
}

async function alternatives(node, filters) {
  return combined(await Promise.all(node.parts.map((part) => listsOf(part, filters))), unite);
}

function combined(several, join) {
  return several.reduce((lists, more) => lists.map((list, at) => join(list, more[at])));
}

function meet(one, other) {
  const common = [...one.values()].filter(({ number }) => other.has(number));
  return new Map(common.map((document) => {
    const { score, places } = other.get(document.number);
    return [document.number, {
      ...document, score: document.score + score, places: [...document.places, ...places],
    }];
  }));
}

function unite(one, other) {
  const all = new Map(one);
  for (const document of other.values()) {
    const score = document.score + (all.get(document.number)?.score || 0);
    all.set(document.number, { ...document, score, places: [] });
  }
  return all;
}

/**
 * What must hold together: words for the index; words that must appear within a number of words, of a
 * phrase or joined by NEAR; filters with those of the query; nodes with "OR".
 */
async function conjunction(tree, filters) {
  const found = { words: [], spans: [], narrowed: { ...filters }, others: [] };
  const walk = async (node) => {
    if (!node || node.type === "not") { return; }
    if (node.type === "or") { found.others.push(node); }
    else if (node.type === "field") { await takeField(found, node); }
    else if (node.parts) {
      if (node.type === "near") { found.spans.push(spanOf(node.parts, node.distance)); }
      for (const part of node.parts) { await walk(part); }
    } else {
      found.words.push(...askedFor(node));
      if (node.type === "phrase") { found.spans.push(spanOf([node], 0)); }
    }
  };
  await walk(tree);
  return found;
}

/** The words of leaves with so many others between them, and the most words that they may take up. */
function spanOf(leaves, distance) {
  return {
    words: leaves.flatMap(askedFor).map(({ text }) => text),
    most: leaves.reduce((sum, leaf) => sum + leaf.atoms.length, distance + SLACK),
  };
}

/**
 * What the index is asked for a leaf. It has the parts of a compound, but no single letters. It
 * knows stems, which may be shorter than a beginning that somebody types: com of comi*, for coming.
 */
function askedFor(leaf) {
  const longer = leaf.atoms.filter((atom) => atom.length > 1);
  const parts = longer.length ? longer : [leaf.atoms.join("")];
  if (leaf.type !== "prefix") { return parts.map((text) => ({ text })); }
  const last = leaf.atoms.at(-1);
  const text = last.slice(0, Math.max(CUT, last.length - CUT)).replace(ING, "");
  const before = leaf.atoms.slice(0, -1).filter((atom) => atom.length > 1);
  return [...before.map((atom) => ({ text: atom })), { text, isBeginning: true }];
}

/** Takes a field of the query into the filters; the filters of the reader win. */
async function takeField(found, node) {
  if (node.field === "in") {
    found.words.push({ text: node.value });
  } else if (!found.narrowed[node.field]?.length) {
    const known = Object.keys((await facets()).counts[node.field] || {});
    const values = known.filter((value) => (node.field === "year"
      ? Number(value) >= node.from && Number(value) <= node.to
      : bare(value) === node.value));
    found.narrowed = { ...found.narrowed, [node.field]: values.length ? values : [node.shown] };
  }
}
