/*
 * One volume of the index, as Pagefind's indexer writes it and `pagefind_normalize.py` arranges it:
 * files of words with their documents and places in them, files of facets, files of documents.
 */
import { loadJson, loadValue } from "./search-packed.js";
import { indexStem } from "./search-stem.js";

/* The ranking is Okapi BM25, with its usual values: each further place of a word counts less than the
   one before, by SATURATION; a place in a longer document counts less, by LENGTH. */
const SATURATION = 1.2;
const LENGTH = 0.75;
/* A word in a field of a document counts as much as one place in its text, in the title this many. */
const TITLE = 5;
/* The weight of a word of the text that has no other; see `markup.py`. */
const FULL_WEIGHT = 24;

/**
 * The volume with a name, and `head` as the name of the file that lists its others: `VolumeHead` of
 * `pagefind_normalize.py` says what it has. `mean` is the mean number of words of a document.
 */
export async function openVolume(name, head) {
  const [documents, words, lengths, starts, fields, facets] = await loadValue(`${name}/${head}.pf_meta`);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
  const files = new Map();
  const filters = new Map();
  return { name, documents, words, lengths, mean, starts, fields, facets, files, filters };
}

/** What `load` gives, which is kept; after an error it is called again. */
function once(files, key, load) {
  if (!files.has(key)) {
    files.set(key, load().catch((error) => { files.delete(key); throw error; }));
  }
  return files.get(key);
}

/** The name of the file with a number, of so many: they are numbered with digits and letters. */
function fileName(number, count) {
  return number.toString(36).padStart((count - 1).toString(36).length + 1, "0");
}

/** A document, given by its number. */
export function loadDocument({ name, documents, lengths }, number) {
  return loadJson(`${name}/fragment/${documents}/${fileName(number, lengths.length)}.pf_fragment`);
}

/** All documents of a volume, none better than the other. */
export function allDocuments(volume) {
  return new Map(volume.lengths.map((_, number) => [number, { volume, number, score: 0, places: [] }]));
}

/**
 * The documents that have a word, or one that begins so, by their numbers: {volume, number, score,
 * places}, where `places` has one list of places for `placesOf`.
 */
export async function documentsWith(volume, { text, isBeginning }) {
  const stem = indexStem(text);
  const isMeant = isBeginning ? (word) => word.startsWith(text) || word.startsWith(stem) : (word) => word === stem;
  const numbers = isBeginning ? filesFrom(volume, text).concat(filesFrom(volume, stem)) : [fileOf(volume, stem)];
  const words = (await Promise.all([...new Set(numbers)].map((number) => loadWords(volume, number)))).flat();
  return scored(volume, words.filter(([word]) => isMeant(word)));
}

/** The number of the file in which a word would be. */
function fileOf({ starts }, word) {
  const after = starts.findIndex((start) => start > word);
  return Math.max(0, (after < 0 ? starts.length : after) - 1);
}

/** The numbers of the files with words that begin so. */
function filesFrom(volume, beginning) {
  const others = volume.starts.flatMap((start, number) => (start.startsWith(beginning) ? [number] : []));
  return [fileOf(volume, beginning), ...others];
}

/** The words of a file: [word, documents, spellings] of each; a spelling is [word with accents, documents]. */
function loadWords(volume, number) {
  const { name, words, starts, files } = volume;
  return once(files, number, async () => (
    await loadValue(`${name}/index/${words}/${fileName(number, starts.length)}.pf_index`))[0]);
}

/** The documents of some words, scored as if they were one word. */
function scored(volume, words) {
  const documents = new Map();
  const lists = words.flatMap(([, list, spellings]) => [list, ...spellings.map(([, others]) => others)]);
  for (const list of lists) {
    let number = 0;
    for (const [step, places, fields] of list) {
      number += step;
      const one = documents.get(number);
      documents.set(number, {
        weight: (one ? one.weight : 0) + weightOf(places),
        fields: one ? [...one.fields, ...fields] : fields,
        packed: one ? [...one.packed, places] : [places],
      });
    }
  }
  const { lengths, mean } = volume;
  const rarity = Math.log(1 + (lengths.length - documents.size + 0.5) / (documents.size + 0.5));
  return new Map([...documents].map(([number, { weight, fields, packed }]) => {
    const least = SATURATION * (1 - LENGTH + LENGTH * (lengths[number] / mean));
    const frequency = ((SATURATION + 1) * weight) / (least + weight);
    const score = rarity * (frequency + worthOfFields(volume, fields));
    return [number, { volume, number, score, places: [packed] }];
  }));
}

/*
 * What the places of a word in a document weigh. A negative number in the list is the weight of those
 * that follow it. The first after it is counted from the beginning of the text, each of the others
 * from the one before.
 */
function weightOf(places) {
  let weight = FULL_WEIGHT;
  let sum = 0;
  for (const place of places) {
    if (place < 0) { weight = -1 - place; } else { sum += weight; }
  }
  return sum / FULL_WEIGHT;
}

/** The places of a word in a document, sorted. */
export function placesOf(packed) {
  const sorted = packed.flatMap((list) => {
    let at = 0;
    return list.flatMap((step) => {
      at = step < 0 ? 0 : at + step;
      return step < 0 ? [] : [at];
    });
  });
  return sorted.sort((a, b) => a - b);
}

/* The fields in which a word stands are negative numbers, between places within them. */
function worthOfFields({ fields: names }, fields) {
  const distinct = new Set(fields.filter((field) => field < 0));
  return [...distinct].reduce((sum, field) => sum + (names[-1 - field] === "title" ? TITLE : 1), 0);
}

/* --- Facets --- */

/** The documents with each value of a facet: a map from values to sets of numbers. */
export function loadFacet(volume, facet) {
  const file = volume.facets.find(([name]) => name === facet)?.[1];
  return file === undefined ? new Map() : once(volume.filters, facet, async () => {
    const [, values] = await loadValue(`${volume.name}/filter/${file}.pf_filter`);
    return new Map(values.map(([value, numbers]) => [value, new Set(numbers)]));
  });
}
