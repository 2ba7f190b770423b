/*
 * The index, in one or several volumes, among which cables are distributed by hash. This script asks
 * all of them which documents may match.
 */
import { allDocuments, documentsWith, loadFacet, openVolume } from "./search-index.js";
import { loadValue, ROOT } from "./search-packed.js";

let opening = null;

/** Open the index, at the first sign that a reader is going to search. */
export function open() {
  opening ||= openVolumes().catch((error) => { opening = null; throw error; });
  return opening;
}

async function openVolumes() {
  const answer = await fetch(new URL("pagefind/volumes.json", ROOT));
  if (!answer.ok) { throw new Error("The search index is missing."); }
  const { volumes, codes } = await answer.json();
  return {
    volumes: await Promise.all(volumes.map(({ name, head }) => openVolume(name, head))),
    hasCables: volumes.map((volume) => volume.cables),
    codes,
  };
}

/**
 * The documents of each volume that have a word, {text}, or a word that begins so, {text, isBeginning};
 * without a word, all documents.
 */
export async function ask(word) {
  const { volumes } = await open();
  return Promise.all(volumes.map((volume) => (word ? documentsWith(volume, word) : allDocuments(volume))));
}

/* --- Facets --- */

let areLoaded = false;

/** The number of documents for each value of each facet, and the meanings of codes. */
export async function facets() {
  const { volumes, codes } = await open();
  await Promise.all(volumes.map(loadFacets));
  areLoaded = true;
  return { counts: await countsOf(volumes.map(allDocuments)), codes };
}

async function loadFacets(volume) {
  const values = await Promise.all(volume.facets.map(([facet]) => loadFacet(volume, facet)));
  return volume.facets.map(([facet], at) => [facet, values[at]]);
}

/** The documents of some lists by value of each facet; null until the facets are loaded. */
export async function countsOf(lists) {
  if (!areLoaded) { return null; }
  const { volumes } = await open();
  const sums = {};
  await Promise.all(volumes.map(async (volume, at) => {
    for (const [facet, values] of await loadFacets(volume)) {
      sums[facet] ||= {};
      for (const [value, numbers] of values) {
        sums[facet][value] = (sums[facet][value] || 0) + commonCount(numbers, lists[at]);
      }
    }
  }));
  return sums;
}

function commonCount(numbers, list) {
  let count = 0;
  for (const number of numbers) { if (list.has(number)) { count += 1; } }
  return count;
}

/** The documents of some lists that have all of the TAGS codes, and any of the values of other facets. */
export async function narrow(lists, filters) {
  const { volumes } = await open();
  const wanted = Object.entries(filters).filter(([, values]) => values.length);
  return Promise.all(lists.map(async (list, at) => {
    const tests = await Promise.all(wanted.map(async ([facet, values]) => {
      const known = await loadFacet(volumes[at], facet);
      const has = (number) => (value) => Boolean(known.get(value)?.has(number));
      return (number) => (facet === "tags" ? values.every(has(number)) : values.some(has(number)));
    }));
    return tests.length ? new Map([...list].filter(([number]) => tests.every((test) => test(number)))) : list;
  }));
}

/** The place of each document with a date in the order of dates, by its number, for each volume. */
export async function datePlaces(direction) {
  const { volumes } = await open();
  const orders = await Promise.all(volumes.map(({ name }) => loadValue(`${name}/dates.pf_index`)));
  return orders.map((numbers) => (
    new Map((direction === "desc" ? numbers.reverse() : numbers).map((number, at) => [number, at]))));
}
