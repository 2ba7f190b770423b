/*
 * The search itself. Pagefind finds documents (sections of cables, glossary entries, pages of
 * indexes) in one or several volumes, into which cables come by chance; this script finds the passage
 * in each that was meant, and puts the documents into order by their best passage, or by date.
 */
import { bare, forms, isMeant, understand, words } from "./search-query.js";

const ROOT = new URL("../../", import.meta.url);
const WEIGHED = 24;
const EXCERPT = 34;
const SHORT_FORM = 3;
const AHEAD = 4;
const JUDGED = 2;

/* Where a word is nowhere in the index, Pagefind takes ever shorter beginnings of it. */
const NOTHING = { total: 0, counts: {}, missing: [], more: async () => [] };

let opening = null;

/** Open the index: at the first sign that a reader is going to search. */
export function open() {
  opening ||= openVolumes().catch((error) => { opening = null; throw error; });
  return opening;
}

async function openVolumes() {
  const answer = await fetch(new URL("pagefind/volumes.json", ROOT));
  if (!answer.ok) { throw new Error("The search index is missing."); }
  const told = await answer.json();
  const pagefind = told.volumes.length
    ? await import(new URL(`pagefind/${told.volumes[0]}/pagefind.js`, ROOT))
    : null;
  const volumes = [];
  /* The first alone: it brings the program that all share, and which breaks where two bring it. An
     empty search waits for the index and loads nothing else. */
  for (const names of [told.volumes.slice(0, 1), told.volumes.slice(1)]) {
    const opened = names.map((name) => pagefind.createInstance({
      basePath: new URL(`pagefind/${name}/`, ROOT).pathname,
      baseUrl: ROOT.pathname,
      excerptLength: EXCERPT,
      metaCacheTag: name,
    }));
    await Promise.all(opened.map((volume) => volume.search("")));
    volumes.push(...opened);
  }
  return { volumes, tags: told.tags };
}

/** How many documents there are for each value of each facet. */
export async function facets() {
  const { volumes, tags } = await open();
  return { counts: added(await Promise.all(volumes.map((volume) => volume.filters()))), tags };
}

/**
 * Search. `filters` leads from a facet to the values wanted, `sort` is "relevance", "newest" or
 * "oldest". Gives {total, counts, missing, more(n)}: documents found, documents by value of each
 * facet, words that stand nowhere, and a function that gives the next n hits.
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

/** Facets as Pagefind has them: every TAGS code wanted, any of the values of the other facets. */
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
 * The answers of the volumes in which most of the words stand. A volume that lacks a word answers with
 * what begins like it, and would outweigh the one that has it: its first hits tell.
 */
async function holding(answers, tokens) {
  if (answers.length < 2) { return answers; }
  const stand = await Promise.all(answers.map(async ({ results }) => {
    const hits = await weighed(results.slice(0, JUDGED), tokens);
    return Math.max(0, ...hits.map((hit) => hit.tokens.size));
  }));
  const most = Math.max(...stand);
  return answers.filter((_, at) => stand[at] === most);
}

/** What all volumes found, best first. */
function merged(answers) {
  return answers.flatMap((answer) => answer.results).sort((a, b) => b.score - a.score);
}

/** The hits of the whole phrase, then the best of the rest, each once. */
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

/** Gives hits in pieces: those that were weighed, then the others as they come. */
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
 * Gives hits in pieces, by date: each volume's own list is in that order. Only a hit that was loaded
 * tells its date, so that a few of each volume are loaded ahead.
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

/** The documents that hold a cable's number, the para that holds it with the para's number. */
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

/** The document parted at its anchors: words with what is known of each. */
function passagesOf(data) {
  const text = data.raw_content.split(/\s+/);
  const found = new Map(data.weighted_locations.map((place) => [place.location, place]));
  const anchors = data.anchors.filter((a) => a.element === "i").sort((a, b) => a.location - b.location);
  const starts = anchors.length ? anchors : [{ id: "", text: "", location: words(data.meta.title).length }];
  return starts.map((anchor, order) => {
    const end = starts[order + 1] ? starts[order + 1].location : text.length;
    const begin = anchor.location + (anchor.text ? anchor.text.split(/\s+/).length : 0);
    return { order, anchor: anchor.id, label: anchor.text, ...partedWords(text, begin, end, found) };
  });
}

/** What stands in the passage, and what only goes along with it (between ⟦ and ⟧). */
function partedWords(text, begin, end, found) {
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
  return { standing, along: along.map(toldOf) };
}

function unescaped(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function toldOf(also) {
  const [short, names] = also.words.join(" ").split(/ = (.*)/);
  return names === undefined
    ? { hit: also.hit, number: short.replace(/^# /, ""), names: [] }
    : { hit: also.hit, short, names: names.split(" / ") };
}

/** 1 where all words stand side by side, less the wider they are strewn, 0 where one is missing. */
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

/** How well a passage answers: words covered, exact words, the whole phrase, words near each other. */
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

/* --- What is shown --- */

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

/** The stretch with the most hits, as pieces {word, hit}. */
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
