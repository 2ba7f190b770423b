/*
 * The documents that may match a query, by what the index knows of them. They are never too few and
 * often too many: the index knows beginnings of words, and documents, not paras.
 */
import { bare, stem } from "./search-words.js";
import { ask, facets, loadBeginning, readDocument } from "./search-volumes.js";

/* Words in nearly every document; the index is not asked for them if there are others. */
const FREQUENT = new Set(("a an and are as at be but by for from has have he her his in is it its not of on or "
  + "that the their they this to was were which will with").split(" "));
const CUT = 4;

/* Of more documents than this, the lists of volumes are examined. */
const MANY = 24;
const FEW = 8;
const JUDGED = 2;
/* What words next to each other add to a score; scores of the index are a few tens. */
const NEARNESS = 100;
/* Signs that stand alone between the words of a phrase count as words of the index. */
const SLACK = 3;
const ING = /i(?:ng?)?$/;

/**
 * {lists, counts}: for each volume a map from ids to {result, score}, and documents by value of each
 * facet, null if they cannot be known. `tree` may be null: all documents within the filters.
 */
export async function candidates(tree, filters) {
  const { words, spans, narrowed, others } = await conjunction(tree, filters);
  const isNarrowed = Object.values(narrowed).some((values) => values.length);
  const alone = !words.length && others.length > 0 && !isNarrowed;
  const answers = await Promise.all([
    ...(alone ? [] : [asked(words, spans, narrowed)]),
    ...others.map((node) => alternatives(node, filters)),
  ]);
  return { lists: combined(answers.map(({ lists }) => lists), meet), counts: answers.length > 1 ? null : answers[0].counts };
}

/**
 * The documents that have all of the words, those with the words near each other first. Each word is
 * asked for by itself: of several, a volume leaves out those that it does not have.
 */
async function asked(words, spans, filters) {
  const longer = words.filter((word) => word.length > 1);
  const rarer = longer.filter((word) => !FREQUENT.has(word));
  const texts = [...new Set([rarer, longer, words].find((list) => list.length) || [null])];
  const narrowed = forPagefind(filters);
  const answers = await Promise.all(texts.map((text) => ask(text, narrowed)));
  const several = answers.map(({ lists: results }) => results.map(scored));
  const all = combined(several, meet);
  const held = isMany(all)
    ? combined(await Promise.all(several.map((lists, at) => holding(lists, texts[at], narrowed))), meet) : all;
  const lists = held.map((list) => nearestFirst(list, texts, spans));
  /* The index counts, for each facet that is loaded, the documents that have all the words. */
  const isCounted = texts.length > 1 && isMany(lists) && Object.keys(answers[0].counts).length > 0;
  return { lists, counts: (isCounted ? await ask(texts.join(" "), narrowed) : answers[0]).counts };
}

/** The documents in which words stand as near each other as they must, scored by how near all are. */
function nearestFirst(list, texts, spans) {
  if (texts.length < 2) { return list; }
  const limits = spans
    .map(({ words, most }) => ({ most, at: texts.flatMap((text, at) => (words.includes(text) ? [at] : [])) }))
    .filter(({ at }) => at.length > 1);
  const near = [...list].filter(([, { places }]) => (
    limits.every(({ at, most }) => narrowest(at.map((word) => places[word])) <= most)));
  return new Map(near.map(([id, { result, score, places }]) => (
    [id, { result, score: score + NEARNESS * Math.min(1, texts.length / narrowest(places)), places: [] }])));
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

function isMany(lists) {
  return lists.reduce((sum, list) => sum + list.size, 0) > MANY;
}

/**
 * The lists of the volumes that have a word. One that lacks it gives documents with the beginning of
 * it; where other volumes have it, the best of these documents show this.
 */
async function holding(lists, word, narrowed) {
  if (word === null || lists.length < 2) { return lists; }
  const exact = (await ask(`"${word}"`, narrowed)).lists;
  return Promise.all(lists.map(async (list, at) => {
    if (exact[at].length || list.size <= FEW) { return list; }
    const best = [...list.values()].slice(0, JUDGED);
    const documents = await Promise.all(best.map(({ result }) => readDocument(result)));
    const passages = documents.flatMap((document) => document.passages);
    return passages.some((passage) => mentions(passage, word)) ? list : new Map();
  }));
}

/** Whether a passage has a word, or one that begins so, in its text or in what belongs to it. */
function mentions({ text, names, numbers }, word) {
  return numbers.some((number) => number.startsWith(word))
    || [text, ...names.map((name) => name.text)].some((one) => one.at.has(`~${stem(word)}`)
      || one.atoms.some((atom) => atom.startsWith(word))
      || one.words.some((whole) => bare(whole).startsWith(word)));
}

/** Results with the places of their words in the text. */
function scored(results) {
  return new Map(results.map((result) => [result.id, { result, score: result.score, places: [result.words] }]));
}

async function alternatives(node, filters) {
  const answers = await Promise.all(node.parts.map((part) => candidates(part, filters)));
  return { lists: combined(answers.map(({ lists }) => lists), unite), counts: null };
}

function combined(several, join) {
  return several.reduce((lists, more) => lists.map((list, at) => join(list, more[at])));
}

function meet(one, other) {
  const common = [...one].filter(([id]) => other.has(id));
  return new Map(common.map(([id, { result, score, places }]) => {
    const more = other.get(id);
    return [id, { result, score: score + more.score, places: [...places, ...more.places] }];
  }));
}

function unite(one, other) {
  const all = new Map(one);
  for (const [id, { result, score }] of other) {
    all.set(id, { result, score: score + (all.get(id)?.score || 0), places: [] });
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
    else if (node.type === "field") { await narrow(found, node); }
    else if (node.parts) {
      if (node.type === "near") { found.spans.push(spanOf(node.parts, node.distance)); }
      for (const part of node.parts) { await walk(part); }
    } else {
      const words = askedFor(node);
      if (node.type === "prefix") { await loadBeginning(words.at(-1)); }
      found.words.push(...words);
      if (node.type === "phrase") { found.spans.push(spanOf([node], 0)); }
    }
  };
  await walk(tree);
  return found;
}

/** The words of leaves with so many others between them, and the most words that they may take up. */
function spanOf(leaves, distance) {
  return {
    words: leaves.flatMap(askedFor),
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
  if (leaf.type !== "prefix") { return parts; }
  const last = leaf.atoms.at(-1);
  const beginning = last.slice(0, Math.max(CUT, last.length - CUT)).replace(ING, "");
  return [...leaf.atoms.slice(0, -1).filter((atom) => atom.length > 1), beginning];
}

/** Takes a field of the query into the filters; the filters of the reader win. */
async function narrow(found, node) {
  if (node.field === "in") {
    found.words.push(node.value);
  } else if (!found.narrowed[node.field]?.length) {
    const known = Object.keys((await facets()).counts[node.field] || {});
    const values = known.filter((value) => (node.field === "year"
      ? Number(value) >= node.from && Number(value) <= node.to
      : bare(value) === node.value));
    found.narrowed = { ...found.narrowed, [node.field]: values.length ? values : [node.shown] };
  }
}

/** Filters in Pagefind's form: all of the TAGS codes, any of the values of other facets. */
function forPagefind(filters) {
  const wanted = {};
  for (const [facet, values] of Object.entries(filters)) {
    if (values.length) { wanted[facet] = facet === "tags" ? values : { any: values }; }
  }
  return wanted;
}
