/* Results: documents are read in batches, judged, and given out as groups. */
import { readDocument } from "./search-documents.js";
import { hitOf, weight } from "./search-hits.js";

/* Documents that are read at once: a cable is some three kilobytes. */
const BATCH = 12;
const AT_ONCE = 24;
const AHEAD = 4;
const MOST_READ = 36;
const MOST_WITHOUT = 480;
/** Groups that are shown first. */
export const FIRST = 7;
/* As soon as so many are ready, they are shown, and the rest of them follows. */
const ENOUGH = 3;

const CABLE = "Cable";
const LAST = -100;

/**
 * A result without groups yet. `order` gives the candidates, `judge` makes a group of a document, or
 * null. `isHopeless` says of the first documents whether to read on if none of them matches.
 */
export function newResult({ judge, isHopeless, order, counts = null, problems = [] }) {
  const result = {
    total: 0, cables: 0, pages: 0, exact: false, counts, missing: [], suggestions: [], problems,
    partial: false, candidates: order.length,
  };
  let read = 0;
  const ready = [];
  const { candidates } = result;
  const step = async (size) => {
    const documents = await order.next(size);
    read += documents.length;
    const groups = documents.map(judge).filter(Boolean);
    if (!order.isDated) { groups.sort((a, b) => b.worth - a.worth); }
    ready.push(...groups);
    groups.forEach((group) => add(result, group));
    result.exact = order.isDone();
    return documents;
  };
  result.first = async () => {
    const documents = await step(candidates <= AT_ONCE && !order.isDated ? AT_ONCE : BATCH);
    if (!ready.length && isHopeless(documents)) { return result; }
    /* Documents with the words near each other come first: once none of a batch matches, few will. */
    const isEnough = (before) => ready.length >= ENOUGH || read >= (ready.length ? MOST_READ : MOST_WITHOUT)
      || (!order.isDated && before > 0 && ready.length === before);
    let before = 0;
    while (!order.isDone() && !isEnough(before)) {
      before = ready.length;
      await step(BATCH);
    }
    if (result.exact) { result.counts = countsOf(ready); }
    return result;
  };
  let last = 0;
  result.more = async (number) => {
    let before = 0;
    while (!order.isDone() && ready.length < (read < last ? number : 1) && (!before || ready.length > before)) {
      before = ready.length;
      await step(BATCH);
    }
    last = read + MOST_READ;
    return ready.splice(0, number);
  };
  result.count = async (told = () => {}) => {
    while (!order.isDone()) {
      await step(BATCH);
      told(read, candidates);
    }
    return result;
  };
  return result;
}

function add(result, group) {
  result.total += group.count;
  if (group.kind === CABLE) { result.cables += 1; } else { result.pages += 1; }
}

/** Cables and pages by value of each facet. */
function countsOf(groups) {
  const counts = {};
  for (const { filters } of groups) {
    for (const [facet, values] of Object.entries(filters)) {
      counts[facet] ||= {};
      for (const value of values) { counts[facet][value] = (counts[facet][value] || 0) + 1; }
    }
  }
  return counts;
}

/** A result with groups that are ready; `more` is all there is. */
export function readyResult(groups, problems = []) {
  const result = { total: 0, cables: 0, pages: 0, exact: true, counts: countsOf(groups),
    missing: [], suggestions: [], problems, partial: false, candidates: groups.length };
  const waiting = [...groups];
  groups.forEach((group) => add(result, group));
  result.more = async (number) => waiting.splice(0, number);
  result.count = async () => result;
  return result;
}

/* --- Orders in which documents are read --- */

/* Of the volumes without cables, one document is read after so many cables. */
const CABLES_FOR_A_PAGE = 3;

/**
 * The candidates of all volumes, best first. Pages of lists are short, so that words count more in
 * them: where they have volumes of their own, those are not compared with volumes of cables.
 */
export function byScore(lists, hasCables = []) {
  const of = (isCable) => lists.filter((_, at) => (hasCables[at] ?? true) === isCable)
    .flatMap((list) => [...list.values()]).sort((a, b) => b.score - a.score);
  const [cables, pages] = [of(true), of(false)];
  const waiting = [];
  while (cables.length && pages.length) {
    waiting.push(...cables.splice(0, CABLES_FOR_A_PAGE), pages.shift());
  }
  waiting.push(...cables, ...pages);
  return {
    length: waiting.length,
    isDated: false,
    isDone: () => !waiting.length,
    next: (size) => readAll(waiting.splice(0, size)),
  };
}

async function readAll(candidates) {
  return Promise.all(candidates.map(async (one) => ({ ...await readDocument(one), score: one.score })));
}

/**
 * The candidates by date. The index knows the order within each volume only, and the date of a
 * document is known when it is read, so a few documents of each volume are read in advance.
 */
export function byDate(lists, places, sort) {
  const undated = sort === "newest" ? Number.MAX_SAFE_INTEGER : -1;
  const place = (at, { number }) => places[at].get(number) ?? undated;
  const volumes = lists.map((list, at) => ({
    waiting: [...list.values()].sort((a, b) => place(at, a) - place(at, b)),
    documents: [],
  }));
  const date = (volume) => volume.documents[0].meta.date || "";
  const isEarlier = (a, b) => (sort === "newest" ? date(a) > date(b) : date(a) < date(b));
  const load = async (volume) => {
    if (!volume.documents.length) { volume.documents = await readAll(volume.waiting.splice(0, AHEAD)); }
  };
  const next = async (size) => {
    const taken = [];
    while (taken.length < size) {
      await Promise.all(volumes.map(load));
      const open = volumes.filter((volume) => volume.documents.length);
      if (!open.length) { break; }
      taken.push(open.reduce((a, b) => (isEarlier(b, a) ? b : a)).documents.shift());
    }
    return taken;
  };
  return {
    length: lists.reduce((sum, list) => sum + list.size, 0),
    isDated: true,
    isDone: () => volumes.every((volume) => !volume.waiting.length && !volume.documents.length),
    next,
  };
}

/* --- Groups --- */

/**
 * The group of a document with its matching passages, [{passage, match}]; `wanted` are the leaves
 * that the query asks for.
 */
export function groupOf(document, matching, wanted, missing = []) {
  const { meta, filters } = document;
  const weighed = matching.map(({ passage, match }) => (
    { passage, match, worth: weight(passage, match, wanted, meta.title) }));
  const best = weighed.reduce((a, b) => (b.worth > a.worth ? b : a));
  const isCable = meta.kind === CABLE;
  const paras = isCable ? weighed.filter(({ passage }) => passage.order) : weighed;
  return {
    kind: meta.kind,
    url: document.url.href,
    title: meta.title,
    mrn: meta.cable || "",
    date: meta.date || "",
    post: meta.post || "",
    banner: meta.banner || "",
    filters,
    count: isCable ? paras.length : 0,
    missing,
    worth: best.worth + Math.min(document.score, 5) / 10 + (meta.open ? LAST : 0),
    best: hitOf(best.passage, best.match),
    hits: async () => (paras.length ? paras : weighed).map(({ passage, match }) => hitOf(passage, match)),
  };
}
