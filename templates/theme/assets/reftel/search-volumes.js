/*
 * The index that Pagefind made, in one or several volumes, among which cables are distributed by
 * hash. This script asks all of them which documents may match, and reads documents.
 */
import { hiddenName } from "./search-match.js";
import { indexed, words } from "./search-words.js";

/** The root of the site. */
export const ROOT = new URL("../../", import.meta.url);

const SIGNATURE = "pagefind_dcd".length;

/* Documents with the very words come before those with words that begin like them. */
const EXACTNESS = 4;

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
      metaCacheTag: name,
      ranking: { termSimilarity: EXACTNESS },
    }));
    await Promise.all(opened.map((volume) => volume.search("")));
    volumes.push(...opened);
  }
  return { names: index.volumes, volumes, codes: index.codes, hasCables: index.volumes.map((name) => index.cables.includes(name)) };
}

/** The number of documents for each value of each facet, and the meanings of codes. */
export async function facets() {
  const { volumes, codes } = await open();
  return { counts: added(await Promise.all(volumes.map((volume) => volume.filters()))), codes };
}

/**
 * What one question gives: {lists, counts}, a list of results for each volume, best first. `text` are
 * words, all of which the documents have, or words that begin like them; null for all documents.
 */
export async function ask(text, filters) {
  const { volumes } = await open();
  const answers = await Promise.all(volumes.map((volume) => volume.search(text, { filters })));
  return {
    lists: answers.map(({ results }) => results),
    counts: added(answers.map((answer) => answer.filters)),
  };
}

/** A text of the index: a gzip stream of a signature and the text in CBOR. */
export async function loadText(name) {
  const answer = await fetch(new URL(`pagefind/${name}.pf_index`, ROOT));
  if (!answer.ok) { throw new Error("A file of the search index is missing."); }
  const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
  const data = new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE);
  return new TextDecoder().decode(data.subarray(headLength(data[0])));
}

/** The bytes before a text in CBOR: its first byte says how many bytes have its length. */
function headLength(first) {
  const size = first & 0x1f;
  return size < 24 ? 1 : 1 + 2 ** (size - 24);
}

let starts = null;

/**
 * Loads all words that begin so. Pagefind loads for a beginning the file of words in which it would
 * stand; the words that begin so may go on in the following files.
 */
export async function loadBeginning(beginning) {
  const { names, volumes } = await open();
  starts ||= Promise.all(names.map((name) => loadText(`${name}/starts`)))
    .catch((error) => { starts = null; throw error; });
  const firsts = await starts;
  await Promise.all(volumes.flatMap((volume, at) => firsts[at].split(" ")
    .filter((first) => first.startsWith(beginning))
    .map((first) => volume.preload(first))));
}

/** The place of each document with a date in the order of dates, by volume and number of the document. */
export async function datePlaces(direction) {
  const { names } = await open();
  const orders = await Promise.all(names.map((name) => loadText(`${name}/dates`)));
  return orders.map((order) => {
    const numbers = order.split(" ");
    if (direction === "desc") { numbers.reverse(); }
    return new Map(numbers.map((number, at) => [number, at]));
  });
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

/* Documents that were read, while a query is typed and for the next one. */
const MOST_KEPT = 500;
const read = new Map();

/** The document of a result: {url, meta, filters, passages}. */
export function readDocument(result) {
  if (!read.has(result.id)) {
    if (read.size >= MOST_KEPT) { read.delete(read.keys().next().value); }
    read.set(result.id, loaded(result).catch((error) => { read.delete(result.id); throw error; }));
  }
  return read.get(result.id);
}

async function loaded(result) {
  const data = await result.data();
  const url = new URL(data.raw_url.replace(/^\//, ""), ROOT);
  return { url, meta: data.meta, filters: data.filters, passages: passagesOf(data, url) };
}

/** The passages of a document, split at its anchors; the first has the title and the header. */
function passagesOf(data, url) {
  const text = data.content.split(/\s+/);
  const anchors = data.anchors.filter((a) => a.element === "i").sort((a, b) => a.location - b.location);
  const starts = [{ id: "", text: "", location: 0 }, ...anchors];
  return starts.map((anchor, order) => {
    const end = starts[order + 1] ? starts[order + 1].location : text.length;
    const begin = anchor.location + (anchor.text ? anchor.text.split(/\s+/).length : 0);
    const link = new URL(anchor.id, url);
    return { order, url: link, label: anchor.text, ...splitWords(text.slice(begin, end)) };
  });
}

/** The words of a passage, and the hidden words that belong to it (between ⟦ and ⟧). */
function splitWords(list) {
  const standing = [];
  const hidden = [];
  let open = null;
  for (const word of list) {
    if (word.startsWith("⟦")) { open = []; hidden.push(open); }
    if (open) {
      open.push(word.replace(/[⟦⟧]/g, ""));
      if (word.endsWith("⟧")) { open = null; }
    } else if (word) {
      standing.push(word);
    }
  }
  const terms = hidden.map((term) => term.join(" "));
  return {
    text: indexed(standing),
    names: terms.filter((term) => !term.startsWith("# ")).flatMap(namesOf),
    numbers: terms.filter((term) => term.startsWith("# ")).flatMap((term) => words(term.slice(2))),
  };
}

/** "INM = National Migration Institute / Instituto Nacional de Migración" as hidden names. */
function namesOf(term) {
  const [short, names] = term.split(/ = (.*)/);
  return (names || "").split(" / ").map((name) => hiddenName(short, name));
}
