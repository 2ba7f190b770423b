/*
 * The search engine. `search(typed, filters, sort)` returns a result:
 *
 *   total        paras that match, as far as they are counted
 *   cables       cables that match, by a para or by their header
 *   pages        other pages that match: glossary entries, pages of lists
 *   exact        whether these three are final; while false, they are what was counted so far
 *   candidates   how many documents are read to count them to the end
 *   counts       cables and pages by value of each facet; null where they are not known
 *   missing      words of the query that are nowhere
 *   suggestions  [{word, instead}]: for a missing word, one of the collection that is spelt like it
 *   problems     sentences about the query, for the reader
 *   partial      whether nothing has all the words, and the groups have most of them
 *   more(n)      a promise of the next groups: n, or fewer where many documents must be read for them;
 *                the first time those that are ready; none only if there are no more
 *   count(told)  counts to the end: a promise of the result with `exact`; calls told(done, of)
 *
 * A group is a cable, or another page:
 *
 *   kind, url, title, mrn, date, post, banner   what it is; mrn to banner are empty for other pages
 *   filters      its values of each facet
 *   count        its matching paras; 0 if only its header matches, or for other pages
 *   missing      in a partial result, the words that its best hit lacks
 *   best         its best hit
 *   hits()       a promise of all its hits in the order of the text: paras, or the page itself
 *
 * A hit is {url, plain, anchor, label, excerpt, meant, contexts}: the address of the para, with the
 * words to mark and without; its anchor; its name ("¶17 (SBU)"; empty for a header or page); pieces
 * {word, hit}; sentences on abbreviations meant; {left, keyword, right} for each match.
 *
 * What matches is said in search-match.js, how a query is written in search-query.js. The index gives
 * candidates, every hit is checked on the text itself.
 */
import { candidates } from "./search-candidates.js";
import { leaves, matcher } from "./search-match.js";
import { understand } from "./search-query.js";
import { byDate, byScore, FIRST, groupOf, newResult, readyResult } from "./search-results.js";
import { suggested } from "./search-spelling.js";
import { datePlaces, facets, open } from "./search-volumes.js";

export { facets, FIRST, open };

const BATCH = 24;
const JUDGED = 12;
const LEAST_JUDGED = 2;
/* A document with one part of the query more is before all with one less: scores stay below this. */
const LEAST_SHARE = 1000;

/**
 * Search. `filters` maps a facet to the wanted values, `sort` is "relevance", "newest" or "oldest".
 */
export async function search(typed, filters = {}, sort = "relevance") {
  const result = await searchStrictly(typed, filters, sort);
  const { tree } = understand(typed);
  return isEmpty(result) && isWanted(tree) ? loosely(tree, filters, result) : result;
}

/** The same, but less is never asked than what was typed. */
export async function searchStrictly(typed, filters = {}, sort = "relevance") {
  await open();
  const query = understand(typed);
  if (query.number) {
    const result = await numbered(query, filters);
    if (result) { return result; }
  }
  const problems = [...query.problems, ...unanswerable(query)];
  if (problems.length > query.problems.length) { return readyResult([], problems); }
  return found(query.tree, filters, sort, problems);
}

/** A sentence if the query only says what is not wanted. */
function unanswerable({ text, tree }) {
  if (text && !tree) { return ["The query has no letters or digits to search for."]; }
  return tree && !isWanted(tree) ? ["Besides words with “-”, write one that is wanted."] : [];
}

/** Whether whatever matches has something that the query asks for. */
function isWanted(node) {
  if (!node) { return false; }
  if (node.type === "not") { return false; }
  if (node.type === "or") { return node.parts.every(isWanted); }
  return !node.parts || node.parts.some(isWanted);
}

/** Everything that matches a tree; without a tree, all documents. */
async function found(tree, filters, sort, problems) {
  const { lists, counts } = await candidates(tree, filters);
  const order = sort === "relevance"
    ? byScore(lists, (await open()).hasCables) : byDate(lists, await datePlaces(sort === "newest" ? "desc" : "asc"), sort);
  const parts = wantedParts(tree);
  const isHopeless = (documents) => !parts.every((part) => documents.some((one) => occurs(part, one)));
  return newResult({ judge: judgeOf(tree), isHopeless, order, counts, problems }).first();
}

/** What is side by side in a query, and must match: words, phrases, alternatives. */
function wantedParts(tree) {
  return sideBySide(tree).filter((part) => part.type !== "field" && isWanted(part));
}

function sideBySide(tree) {
  const parts = tree && tree.type === "and" ? tree.parts : [tree].filter(Boolean);
  return parts.flatMap((part) => (part.type === "near" ? part.parts : [part]));
}

/** Makes a group of a document. A query without words asks for cables and pages, not for paras. */
function judgeOf(tree) {
  const wanted = leaves(tree, true);
  const match = matcher(tree);
  return (document) => {
    const passages = wanted.length ? document.passages : document.passages.slice(0, 1);
    const matching = passages
      .map((passage) => ({ passage, match: match(passage, document) }))
      .filter((one) => one.match);
    return matching.length ? groupOf(document, matching, wanted) : null;
  };
}

/* --- If nothing matches --- */

/**
 * Less is asked: a word that is nowhere counts as the beginning of one, as while it is being typed; a
 * phrase that is nowhere, as its words. If that does not help, the passages with most of the words
 * that are side by side are given.
 */
async function loosely(tree, filters, strict) {
  const parts = sideBySide(tree);
  const wanted = wantedParts(tree);
  const read = await Promise.all(wanted.map((part) => mostLikely(part, filters)));
  const missing = wanted.filter((part, at) => !read[at].some((document) => occurs(part, document)));
  const looser = new Map(missing
    .map((part) => [part, relaxed(part)])
    .filter(([part, less]) => less && (part.type === "phrase"
      || read[wanted.indexOf(part)].some((document) => occurs(less, document)))));
  if (looser.size) {
    const changed = joined(parts.map((part) => looser.get(part) || part));
    const problems = [...strict.problems, ...[...looser.keys()].map(relaxedSentence)];
    const result = await found(changed, filters, "relevance", problems);
    return isEmpty(result) ? loosely(changed, filters, result) : result;
  }
  const firm = joined(parts.filter((part) => !wanted.includes(part)));
  const result = wanted.length > 1
    ? await mostOf(wanted.filter((part) => !missing.includes(part)), firm, filters, strict.problems)
    : strict;
  const lacking = missing.flatMap((part) => leaves(part, true));
  result.missing = lacking.map((leaf) => leaf.shown);
  result.suggestions = await suggested(lacking.filter((leaf) => leaf.type === "word"));
  return result;
}

function isEmpty(result) {
  return result.cables + result.pages === 0;
}

function joined(parts) {
  return parts.length > 1 ? { type: "and", parts } : parts[0] || null;
}

/** Documents that have a part of the query, if any has: the best candidates of each volume. */
async function mostLikely(part, filters) {
  const { lists } = await candidates(part, filters);
  const best = lists.map((list) => byScore([list]));
  const each = Math.max(LEAST_JUDGED, Math.ceil(JUDGED / best.length));
  return (await Promise.all(best.map((order) => order.next(each)))).flat();
}

function occurs(part, document) {
  const match = matcher(part);
  return document.passages.some((passage) => match(passage, document));
}

/** What is asked instead of a word or phrase that is nowhere; null for nothing. */
function relaxed(part) {
  if (part.type === "word") { return { ...part, type: "prefix" }; }
  if (part.type !== "phrase" || part.atoms.length < 2) { return null; }
  return joined(part.atoms.map((atom) => ({ type: "word", shown: atom, atoms: [atom] })));
}

function relaxedSentence(part) {
  return part.type === "word"
    ? `Nothing has the word “${part.shown}”; words that begin with it were searched.`
    : `Nothing has the phrase “${part.shown}”; its words were searched.`;
}

/** The passages that have most of the parts. */
async function mostOf(parts, firm, filters, problems) {
  if (!parts.length) { return readyResult([], problems); }
  const several = await Promise.all(parts.map((part) => candidates(joined([part, ...(firm ? [firm] : [])]), filters)));
  const order = byScore(several[0].lists.map((_, at) => togetherOf(several.map(({ lists }) => lists[at]))));
  const documents = await order.next(BATCH);
  const wanted = parts.flatMap((part) => leaves(part, true));
  const matchFirm = matcher(firm);
  const matchers = parts.map(matcher);
  const judged = documents.flatMap((document) => document.passages
    .filter((passage) => matchFirm(passage, document))
    .map((passage) => ({ document, passage, matches: matchers.map((match) => match(passage, document)) })));
  const most = Math.max(0, ...judged.map(({ matches }) => matches.filter(Boolean).length));
  if (!most) { return readyResult([], problems); }
  const groups = documents.map((document) => {
    const matching = judged.filter((one) => one.document === document && one.matches.filter(Boolean).length === most);
    return matching.length ? partialGroup(document, matching, parts, wanted) : null;
  });
  const result = readyResult(groups.filter(Boolean).sort((a, b) => b.worth - a.worth), problems);
  result.partial = true;
  return result;
}

function partialGroup(document, matching, parts, wanted) {
  const whole = matching.map(({ passage, matches }) => ({
    passage,
    match: {
      spans: matches.flatMap((match) => (match ? match.spans : [])).sort((a, b) => a[0] - b[0]),
      names: [...new Set(matches.flatMap((match) => (match ? match.names : [])))],
    },
  }));
  const lacking = parts.filter((_, at) => !matching[0].matches[at]);
  return groupOf(document, whole, wanted, lacking.flatMap((part) => leaves(part)).map((leaf) => leaf.shown));
}

/** The candidates of one volume for several parts: those that have more of them first. */
function togetherOf(lists) {
  const all = new Map();
  for (const list of lists) {
    for (const document of list.values()) {
      const share = Math.min(document.score, LEAST_SHARE - 1) + LEAST_SHARE;
      all.set(document.number, { ...document, score: share + (all.get(document.number)?.score || 0) });
    }
  }
  return all;
}

/* --- Numbers --- */

/** The cable with a number, or its para; null if there is no such cable. */
async function numbered({ number, para }, filters) {
  const lists = (await candidates({ type: "word", shown: number, atoms: [number] }, filters)).lists;
  const documents = await byScore(lists).next(BATCH);
  const groups = documents.map((document) => numberGroup(document, number, para)).filter(Boolean);
  if (!groups.length) { return null; }
  const lacking = para === null ? [] : groups.filter((group) => group.lacksPara);
  return readyResult(groups, lacking.map((group) => `${group.mrn} has no paragraph ${para}.`));
}

function numberGroup(document, number, para) {
  const place = document.passages.find((passage) => passage.numbers.includes(number));
  if (!place) { return null; }
  const target = document.passages.find((passage) => passage.url.hash === `#p-${para}`);
  const match = { spans: [], names: [] };
  const group = groupOf(document, [{ passage: target || place, match }], []);
  return { ...group, lacksPara: para !== null && Boolean(group.mrn) && !target };
}
