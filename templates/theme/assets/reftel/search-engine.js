/*
 * The search engine. Pagefind finds documents (sections of cables, glossary entries, pages of
 * indexes) in one or several volumes, among which cables are distributed by hash; this script finds
 * the best passage in each document and sorts the documents by it, or by date.
 */
import { bare, forms, isMeant, understand, words } from "./search-query.js";

const ROOT = new URL("../../", import.meta.url);
const WEIGHED = 24;
const EXCERPT = 34;
const SHORT_FORM = 3;
const AHEAD = 4;
const JUDGED = 2;

/* If a word is not in the index, Pagefind tries ever shorter prefixes of it. */
const NOTHING = { total: 0, counts: {}, missing: [], more: async () => [] };

let opening = null;

/** Open the index, at the first sign that a reader is going to search. */
export function open() {
  opening ||= openVolumes().catch((error) => { opening = null; throw error; });
  return opening;
}

async function openVolumes() {
  const answer = await fetch(new URL("pagefind/volumes.json", ROOT));
  if (!answer.ok) { throw new Error("The search index is missing."); }
  const index = await answer.json();
  const pagefind = index.volumes.length
    ? await import(new URL(`pagefind/${index.volumes[0]}/pagefind.js`, ROOT))
    : null;
  const volumes = [];
  /* The first volume alone: it loads the program that all share, which breaks if two load it. An
     empty search waits for the index and loads nothing else. */
  for (const names of [index.volumes.slice(0, 1), index.volumes.slice(1)]) {
    const opened = names.map((name) => pagefind.createInstance({
      basePath: new URL(`pagefind/${name}/`, ROOT).pathname,
      baseUrl: ROOT.pathname,
      excerptLength: EXCERPT,
      metaCacheTag: name,
    }));
    await Promise.all(opened.map((volume) => volume.search("")));
    volumes.push(...opened);
  }
  return { volumes, codes: index.codes };
}

/** The number of documents for each value of each facet. */
export async function facets() {
  const { volumes, codes } = await open();
  return { counts: added(await Promise.all(volumes.map((volume) => volume.filters()))), codes };
}

/**
 * Search. `filters` maps a facet to the wanted values, `sort` is "relevance", "newest" or "oldest".
 * Returns {total, counts, missing, more(n)}: the number of documents found, documents by value of
 * each facet, words that are in no document, and a function that returns the next n hits.
 */
export async function search(typed, filters = {}, sort = "relevance") {
  const { volumes } = await open();
  const asked = understand(typed);
  const wanted = forPagefind(filters);
  const sorting = sort === "relevance" ? {} : { sort: { date: sort === "newest" ? "desc" : "asc" } };
  const ask = (text) => Promise.all(
    volumes.map((volume) => volume.search(text, { filters: wanted, ...sorting })),
  );
  if (asked.number) {
    const found = await numbered(asked.number, await ask(`"${asked.number}"`));
    if (found.total) { return found; }
  }
  const text = asked.text || null;
  const quoted = /^".*"$/.test(asked.text);
  const phrased = !quoted && sort === "relevance" && asked.text.includes(" ");
  const tokens = words(asked.text);
  const [answers, phrases] = await Promise.all([
    ask(text),
    phrased ? ask(`"${asked.text.replaceAll('"', "")}"`) : [],
  ]);
  const held = text ? await holding(answers, tokens) : answers;
  const results = merged(held);
  const first = sort === "relevance" && text ? candidates(merged(phrases), results) : [];
  const hits = await weighed(first, tokens);
  if (hits.length && !hits.some((hit) => hit.covered)) { return NOTHING; }
  return {
    total: results.length,
    counts: added(held.map((answer) => answer.filters)),
    missing: hits.length ? tokens.filter((token) => !hits.some((hit) => hit.tokens.has(token))) : [],
    more: sort === "relevance"
      ? pager(results, hits, tokens)
      : datedPager(held.map((answer) => answer.results), sort, tokens),
  };
}

/** Filters in Pagefind's form: all of the TAGS codes, any of the values of other facets. */
function forPagefind(filters) {
  const wanted = {};
  for (const [facet, values] of Object.entries(filters)) {
    if (values.length) { wanted[facet] = facet === "tags" ? values : { any: values }; }
  }
  return wanted;
}

function added(counts) {
  const sums = {};
  for (const facetsOfVolume of counts) {
    for (const [facet, values] of Object.entries(facetsOfVolume || {})) {
      sums[facet] ||= {};
      for (const [value, count] of Object.entries(values)) {
        sums[facet][value] = (sums[facet][value] || 0) + count;
      }
    }
  }
  return sums;
}

/**
 * The answers of the volumes that contain most of the words. A volume that lacks a word answers with
 * words that begin like it, and would outweigh the volume that has it; its first hits show which.
 */
async function holding(answers, tokens) {
  if (answers.length < 2) { return answers; }
  const matches = await Promise.all(answers.map(async ({ results }) => {
    const hits = await weighed(results.slice(0, JUDGED), tokens);
    return Math.max(0, ...hits.map((hit) => hit.tokens.size));
  }));
  const most = Math.max(...matches);
  return answers.filter((_, at) => matches[at] === most);
}

/** The results of all volumes, best first. */
function merged(answers) {
  return answers.flatMap((answer) => answer.results).sort((a, b) => b.score - a.score);
}

/** Results for the whole phrase, then the best of the others, without duplicates. */
function candidates(phrases, results) {
  const seen = new Map();
  for (const result of [...phrases.slice(0, WEIGHED), ...results.slice(0, WEIGHED)]) {
    if (!seen.has(result.id)) { seen.set(result.id, result); }
  }
  const listed = new Map(results.map((result) => [result.id, result]));
  return [...seen.values()].map((result) => listed.get(result.id) || result);
}

async function weighed(results, tokens) {
  const hits = await Promise.all(results.map((result) => hitOf(result, tokens)));
  return hits.sort((a, b) => b.worth - a.worth);
}

/** Returns hits in batches: those with a weight first, then the others in order. */
function pager(results, hits, tokens) {
  const given = new Set(hits.map((hit) => hit.id));
  const waiting = [...hits];
  const others = results.filter((result) => !given.has(result.id));
  return async (number) => {
    const piece = waiting.splice(0, number);
    const rest = others.splice(0, number - piece.length);
    return [...piece, ...await Promise.all(rest.map((result) => hitOf(result, tokens)))];
  };
}

/**
 * Returns hits in batches by date: the list of each volume is in that order. The date of a hit is only
 * known when it is loaded, so a few hits of each volume are loaded in advance.
 */
function datedPager(lists, sort, tokens) {
  const volumes = lists.map((results) => ({ results: [...results], hits: [] }));
  const load = async (volume) => {
    if (!volume.hits.length) {
      const next = volume.results.splice(0, AHEAD);
      volume.hits = await Promise.all(next.map((result) => hitOf(result, tokens)));
    }
  };
  const date = (volume) => volume.hits[0].meta.date || "";
  const comesFirst = (a, b) => (sort === "newest" ? date(a) > date(b) : date(a) < date(b));
  return async (number) => {
    const piece = [];
    while (piece.length < number) {
      await Promise.all(volumes.map(load));
      const waiting = volumes.filter((volume) => volume.hits.length);
      if (!waiting.length) { break; }
      piece.push(waiting.reduce((a, b) => (comesFirst(b, a) ? b : a)).hits.shift());
    }
    return piece;
  };
}

/** The documents with a cable number, or the para with cable and para number. */
async function numbered(number, answers) {
  const results = merged(answers).slice(0, WEIGHED);
  const hits = (await weighed(results, [number])).filter((hit) => hit.exact);
  return { ...NOTHING, total: hits.length, counts: null, more: async (n) => hits.splice(0, n) };
}

/* --- Passages --- */

async function hitOf(result, tokens) {
  const data = await result.data();
  const all = passagesOf(data).map((passage) => weigh(passage, tokens, data.meta.title));
  all.sort((a, b) => b.worth - a.worth || a.order - b.order);
  const best = all[0];
  const others = all.slice(1, 3).filter((p) => p.covered && p.covered >= best.covered);
  const address = new URL(data.raw_url.replace(/^\//, ""), ROOT);
  return {
    id: result.id,
    meta: data.meta,
    filters: data.filters,
    exact: best.exact,
    covered: best.covered,
    tokens: new Set(all.flatMap((passage) => passage.tokens)),
    worth: best.worth + Math.min(result.score, 5) / 10 + (data.meta.kind === "Cable text" ? 1 : 0),
    passages: [best, ...others].map((passage) => shown(passage, address, tokens)),
  };
}

/** The passages of a document, split at its anchors. */
function passagesOf(data) {
  const text = data.raw_content.split(/\s+/);
  const found = new Map(data.weighted_locations.map((place) => [place.location, place]));
  const anchors = data.anchors.filter((a) => a.element === "i").sort((a, b) => a.location - b.location);
  const starts = anchors.length ? anchors : [{ id: "", text: "", location: words(data.meta.title).length }];
  return starts.map((anchor, order) => {
    const end = starts[order + 1] ? starts[order + 1].location : text.length;
    const begin = anchor.location + (anchor.text ? anchor.text.split(/\s+/).length : 0);
    return { order, anchor: anchor.id, label: anchor.text, ...splitWords(text, begin, end, found) };
  });
}

/** The words of a passage, and the hidden words that belong to it (between ⟦ and ⟧). */
function splitWords(text, begin, end, found) {
  const standing = [];
  const along = [];
  let also = null;
  for (let at = begin; at < end; at += 1) {
    const word = unescaped(text[at] || "");
    if (word.startsWith("⟦")) { also = { hit: false, words: [] }; along.push(also); }
    if (also) {
      also.words.push(word.replace(/[⟦⟧]/g, ""));
      also.hit ||= found.has(at);
      if (word.endsWith("⟧")) { also = null; }
    } else {
      standing.push({ word, hit: found.has(at) });
    }
  }
  return { standing, along: along.map(hiddenTerm) };
}

function unescaped(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function hiddenTerm(also) {
  const [short, names] = also.words.join(" ").split(/ = (.*)/);
  return names === undefined
    ? { hit: also.hit, number: short.replace(/^# /, ""), names: [] }
    : { hit: also.hit, short, names: names.split(" / ") };
}

/** 1 if all words are adjacent, less the further apart they are, 0 if one is missing. */
function nearness(list, tokens) {
  if (tokens.length < 2) { return 0; }
  const last = new Map();
  let narrowest = Infinity;
  list.forEach((word, at) => {
    for (const token of tokens) {
      if (meets(word, token)) { last.set(token, at); }
    }
    if (last.size === new Set(tokens).size) {
      narrowest = Math.min(narrowest, at - Math.min(...last.values()) + 1);
    }
  });
  return tokens.length / narrowest;
}

/** The weight of a passage: words covered, exact words, the whole phrase, words near each other. */
function weigh(passage, tokens, title) {
  const standing = passage.standing.map((piece) => forms(piece.word));
  const along = passage.along.map((also) => {
    const spelt = also.names.map((name) => words(name));
    return { ...also, spelt, meant: also.hit && spelt.some((name) => covers(name, tokens)) };
  });
  const names = along.flatMap((also) => also.spelt);
  const single = (list) => list.map((word) => [word]);
  const numbers = passage.along.flatMap((also) => (also.number ? words(also.number) : []));
  const titled = words(title);
  const covered = (list) => tokens.filter((t) => list.some((word) => meets(word, t)));
  const inText = covered(standing).length;
  const found = covered([...standing, ...single([...names.flat(), ...numbers, ...titled])]);
  const anywhere = found.length;
  const whole = new Set([...standing.flat(), ...numbers, ...titled]);
  const exact = tokens.filter((token) => whole.has(token)).length;
  const count = tokens.length || 1;
  const times = standing.filter((word) => tokens.some((t) => meets(word, t))).length;
  const phrase = tokens.length > 1
    && (follows(standing, tokens) ? 6 : names.some((name) => follows(single(name), tokens)) ? 5 : 0);
  const entitled = titled.join(" ") === tokens.join(" ") ? 6 : 0;
  return {
    ...passage,
    along,
    tokens: found,
    covered: anywhere,
    exact: numbers.some((n) => tokens.includes(n)),
    worth: 8 * (anywhere / count) ** 2 + 2 * (inText / count) + 2 * (exact / count)
      + Math.log2(1 + times) / 2 + (phrase || 6 * nearness(standing, tokens)) + entitled,
  };
}

function covers(list, tokens) {
  return tokens.length > 0 && tokens.every((token) => list.some((word) => isMeant(word, token)));
}

function follows(list, tokens) {
  return list.some((_, at) => tokens.every((token, i) => list[at + i]?.includes(token)));
}

function meets(word, token) {
  return word.some((form) => isMeant(form, token));
}

/* --- Display --- */

function shown(passage, address, tokens) {
  const link = new URL(address);
  const meant = passage.along.filter((also) => also.short && also.meant);
  const shorts = new Set(meant.flatMap((also) => words(also.short)));
  const pieces = passage.standing.map((p) => {
    const word = bare(p.word);
    const short = shorts.has(word);
    const hit = short || (p.hit && tokens.some((token) => meets(forms(p.word), token)));
    return { word: p.word, hit, value: short ? SHORT_FORM : Number(hit) };
  });
  const marked = new Set(pieces.filter((p) => p.hit).map((p) => bare(p.word)));
  if (passage.anchor) { link.hash = passage.anchor; }
  return {
    address: marked.size && passage.anchor ? `${link.href}&h=${encodeURIComponent([...marked].join(" "))}` : link.href,
    plain: link.href,
    label: passage.label,
    excerpt: excerpt(pieces),
    meant: meant.map((also) => `${also.short}: ${also.names.join(" · ")}`),
  };
}

/** The excerpt with the most hits, as pieces {word, hit}. */
function excerpt(pieces) {
  let best = 0;
  let most = -1;
  let inside = 0;
  for (let end = 0; end < pieces.length; end += 1) {
    inside += pieces[end].value;
    if (end >= EXCERPT) { inside -= pieces[end - EXCERPT].value; }
    if (inside > most) { most = inside; best = Math.max(0, end - EXCERPT + 1); }
  }
  const first = pieces.findIndex((piece, at) => at >= best && piece.hit);
  const start = Math.max(0, Math.min(first < 0 ? 0 : Math.max(best, first - 8), pieces.length - EXCERPT));
  const cut = pieces.slice(start, start + EXCERPT);
  if (start > 0) { cut.unshift({ word: "…", hit: false }); }
  if (start + EXCERPT < pieces.length) { cut.push({ word: "…", hit: false }); }
  return cut;
}
