/*
 * The documents that may match a query, by what the index knows of them. They are never too few and
 * often too many: the index knows beginnings of words, and documents, not paras.
 */
import { bare, stem } from "./search-words.js";
import { ask, facets, readDocument } from "./search-volumes.js";

/* Words in nearly every document; the index is not asked for them if there are others. */
const FREQUENT = new Set(("a an and are as at be but by for from has have he her his in is it its not of on or "
  + "that the their they this to was were which will with").split(" "));
const CUT = 4;

/* Of more documents than are read at once, those with the words in a row come first. */
const MANY = 60;
const FEW = 8;
const JUDGED = 3;
const ROW = 100;
const ING = /i(?:ng?)?$/;

/**
 * {lists, counts}: for each volume a map from ids to {result, score}, and documents by value of each
 * facet, null if they cannot be known. `tree` may be null: all documents within the filters.
 */
export async function candidates(tree, filters) {
  const { words, rows, narrowed, others } = await conjunction(tree, filters);
  const isNarrowed = Object.values(narrowed).some((values) => values.length);
  const alone = !words.length && others.length > 0 && !isNarrowed;
  const answers = await Promise.all([
    ...(alone ? [] : [asked(words, rows, narrowed)]),
    ...others.map((node) => alternatives(node, filters)),
  ]);
  return { lists: combined(answers.map(({ lists }) => lists), meet), counts: answers.length > 1 ? null : answers[0].counts };
}

/**
 * The documents that have all of the words. Each word is asked for by itself: of several, a volume
 * leaves out those that it does not have.
 */
async function asked(words, rows, filters) {
  const longer = words.filter((word) => word.length > 1);
  const rarer = longer.filter((word) => !FREQUENT.has(word));
  const texts = [...new Set([rarer, longer, words].find((list) => list.length) || [null])];
  const narrowed = forPagefind(filters);
  const answers = await Promise.all(texts.map((text) => ask(text, narrowed)));
  const several = answers.map(({ lists: results }) => results.map(scored));
  if (!isMany(combined(several, meet))) { return { lists: combined(several, meet), counts: answers[0].counts }; }
  const held = await Promise.all(several.map((lists, at) => holding(lists, texts[at])));
  const lists = combined(held, meet);
  if (!isMany(lists)) { return { lists, counts: answers[0].counts }; }
  const [firsts, { counts }] = await Promise.all([
    withRows(rows, narrowed),
    texts.length > 1 ? ask(texts.join(" "), narrowed) : answers[0],
  ]);
  for (const ids of firsts) {
    lists.forEach((list, at) => {
      for (const [id, one] of list) { one.score += ids[at].has(id) ? ROW : 0; }
    });
  }
  return { lists, counts };
}

function isMany(lists) {
  return lists.reduce((sum, list) => sum + list.size, 0) > MANY;
}

/**
 * The lists of the volumes that have a word. One that lacks it gives documents with ever shorter
 * beginnings of it; the best of them show this.
 */
async function holding(lists, word) {
  if (word === null || lists.length < 2) { return lists; }
  return Promise.all(lists.map(async (list) => {
    if (list.size <= FEW) { return list; }
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

function scored(results) {
  return new Map(results.map((result) => [result.id, { result, score: result.score }]));
}

/** For each row of words, the documents of each volume that have it as a phrase. */
async function withRows(rows, filters) {
  const rare = rows.filter((row) => row.length > 1 && !row.some((word) => FREQUENT.has(word)));
  return Promise.all(rare.map(async (row) => {
    const { lists } = await ask(`"${row.join(" ")}"`, filters);
    return lists.map((results) => new Set(results.map((result) => result.id)));
  }));
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
  return new Map(common.map(([id, { result, score }]) => [id, { result, score: score + other.get(id).score }]));
}

function unite(one, other) {
  const all = new Map(one);
  for (const [id, { result, score }] of other) {
    all.set(id, { result, score: score + (all.get(id)?.score || 0) });
  }
  return all;
}

/**
 * What must hold together: words for the index, those that stand in a row, filters with those of the
 * query, nodes with "OR".
 */
async function conjunction(tree, filters) {
  const found = { words: [], rows: [[]], narrowed: { ...filters }, others: [] };
  const walk = async (node) => {
    if (!node || node.type === "not") { return; }
    if (node.type === "or") { found.others.push(node); }
    else if (node.type === "field") { await narrow(found, node); }
    else if (node.parts) { for (const part of node.parts) { await walk(part); } }
    else {
      found.words.push(...askedFor(node));
      if (node.type === "phrase") { found.rows.push(node.atoms); } else { found.rows[0].push(...node.atoms); }
    }
  };
  await walk(tree);
  return found;
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
