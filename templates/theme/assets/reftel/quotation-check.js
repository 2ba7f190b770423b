/* Judges the quotations of a text: exact, altered, absent or withheld, as in quotation_check.py and
   text_check.py. `index` gives the postings of a fingerprint and the words of a cable. */
import { align, likelyPlaces, partsOf, readings, WORD_COST } from "./quotation-compare.js";
import { isLongEnough, MOST_CHARACTERS, otherText, quotedPassages } from "./quotation-passages.js";
import { chosen, clean, fingerprints, RUN, withoutAccents, wordsOf } from "./quotation-words.js";

/** The most cables that are listed for a fingerprint. */
export const MOST_LISTED = 4096;
const FEW = 8;
const MOST_CANDIDATES = 6;
const MOST_WEIGHT = 16;
const FIRST_CANDIDATES = 2;
const ENOUGH_VOTES = 0.5;
const FEWEST_ALTERED = 5;
const AROUND = 4;
const LONG_RUN = 10;
const MOST_GAP = 3;
const MOST_RUN_CABLES = 6;
const RUN_LOOKUPS = 4;
const RARE = 64;
const TOGETHER = 8;
const VERDICTS = ["exact", "withheld", "altered", "undecided", "absent"];
const CHANGES = { replaced: 15, added: WORD_COST, missing: WORD_COST };

function better(first, second) {
  const [a, b] = [first, second].map(({ verdict }) => VERDICTS.indexOf(verdict));
  return b < a || (b === a && second.cost < first.cost) ? second : first;
}

function distinct(values) { return [...new Set(values)]; }

/** What is said of a clean quotation. The cables `named` near it are looked at first. */
export async function judge(text, index, named = []) {
  const found = readings(text);
  const parts = found.map(partsOf);
  if (!parts.flat(2).length) { return { verdict: "undecided", cost: 0 }; }
  const few = distinct(parts[0].flatMap(fewFingerprints));
  const likely = (await candidateCables(few, index)).slice(0, FIRST_CANDIDATES);
  const candidates = [...named, ...likely];
  let best = await bestOf(found, candidates, index);
  if (best.verdict === "exact") { return best; }
  const every = distinct(parts.flat().flatMap(fingerprints));
  const others = (await candidateCables(every, index)).filter((cable) => !candidates.includes(cable));
  best = better(best, await bestOf(found, others, index));
  if (best.verdict === "absent") {
    const longest = Math.max(...parts.flat().map((part) => part.length));
    const totals = await Promise.all(every.map(async (print) => (await index.postings(print)).total));
    const common = totals.filter((total) => total > MOST_LISTED).length;
    if (longest < RUN || 2 * common >= every.length) { return { verdict: "undecided", cost: 0 }; }
  }
  return best;
}

function fewFingerprints(part) {
  const prints = fingerprints(part);
  return chosen(prints, FEW).map((at) => prints[at]);
}

/* The likely cables with these fingerprints: those with many and rare ones first. */
async function candidateCables(prints, index) {
  const votes = new Map();
  for (const { total, cables } of await Promise.all(prints.map((print) => index.postings(print)))) {
    const weight = Math.max(1, MOST_WEIGHT - (32 - Math.clz32(total)));
    cables.forEach((cable) => votes.set(cable, (votes.get(cable) || 0) + weight));
  }
  const enough = ENOUGH_VOTES * Math.max(0, ...votes.values());
  return [...votes.keys()].filter((cable) => votes.get(cable) >= enough)
    .sort((a, b) => votes.get(b) - votes.get(a) || a - b).slice(0, MOST_CANDIDATES);
}

async function bestOf(found, numbers, index) {
  let best = { verdict: "absent", cost: 0 };
  for (const number of numbers) {
    const cable = await index.cable(number);
    for (const elements of found) { best = better(best, judgeReading(elements, number, cable)); }
    if (best.verdict === "exact") { break; }
  }
  return best;
}

/** What is said of one reading against one cable. */
export function judgeReading(elements, number, cable) {
  let best = { verdict: "absent", cost: 0 };
  for (const place of likelyPlaces(elements, cable.words.length, cable.places)) {
    const words = cable.words.slice(...place);
    const steps = align(elements, words);
    const judged = verdictOf(steps, words);
    if (judged.verdict !== "absent") {
      best = better(best, { ...judged, cable: number, reading: elements, words, steps });
    }
  }
  return best;
}

function verdictOf(steps, words) {
  const covered = new Map();
  let [same, longest, run, total, cost] = [0, 0, 0, 0, 0];
  for (const { kind, quote, cable } of steps) {
    const count = quote[1] - quote[0];
    const place = cable[1] - 1;
    cost += CHANGES[kind] || 0;
    total += kind === "jump" ? 0 : count;
    run = kind === "same" ? run + count : 0;
    same += kind === "same" ? count : 0;
    longest = Math.max(longest, run);
    if (kind === "covered" || (kind === "passed" && words[place].most)) {
      covered.set(place, (covered.get(place) || 0) + (kind === "covered" ? 1 : 0));
    }
  }
  const hidden = [...covered.values()].reduce((sum, count) => sum + count, 0);
  const open = [...covered].reduce((sum, [place, count]) => sum + Math.min(count, words[place].most), 0);
  cost += WORD_COST * (hidden - open);
  const covers = covered.size ? words[Math.min(...covered.keys())].kind : null;
  if (longest < Math.min(RUN, total)) { return { verdict: "absent", cost, covers: null }; }
  if (!cost && !covered.size) { return { verdict: "exact", cost: 0, covers: null }; }
  if (!cost) {
    return { verdict: same >= AROUND && 3 * same >= total ? "withheld" : "absent", cost: hidden, covers };
  }
  const isAltered = total >= FEWEST_ALTERED && 2 * cost <= WORD_COST * (total - open);
  return { verdict: isAltered ? "altered" : "absent", cost, covers };
}

/**
 * What is said of every quotation in a text: {text, passages: [{kind, start, end, judgement}], short,
 * isCut}; `progress` is called with the number of passages done.
 */
export async function checkText(raw, index, progress = () => {}) {
  const text = clean(raw.slice(0, MOST_CHARACTERS));
  const named = await index.named(text);
  const marked = quotedPassages(text);
  const passages = marked.filter((passage) => isLongEnough(text, passage));
  const part = ({ start, end }) => text.slice(start, end);
  const judgeAll = async (list, cablesOf) => {
    for (let at = 0; at < list.length; at += TOGETHER) {
      await Promise.all(list.slice(at, at + TOGETHER).map(async (passage) => {
        passage.judgement = await judge(part(passage), index, cablesOf(passage));
      }));
      progress(Math.min(at + TOGETHER, list.length), list.length);
    }
  };
  await judgeAll(passages, () => named);
  const runs = (await Promise.all(otherText(text, marked).map(([start, end]) => (
    unmarkedRuns(text, start, end, index))))).flat();
  await judgeAll(runs, ({ cable }) => [cable]);
  const all = [...passages, ...runs];
  all.sort((a, b) => a.start - b.start);
  return { text, passages: all, short: marked.length - passages.length, isCut: raw.length > MOST_CHARACTERS };
}

/* The long runs of words that a cable has too, within a part of a text. */
async function unmarkedRuns(text, start, end, index) {
  const words = wordsOf(text.slice(start, end));
  if (words.length < LONG_RUN) { return []; }
  const keys = words.map((word) => withoutAccents(word.key));
  const prints = fingerprints(keys);
  const numbers = await runCables(chosen(prints, RUN_LOOKUPS).map((at) => prints[at]), index);
  const cables = await Promise.all(numbers.map(async (number) => [number, await index.cable(number)]));
  return merged(longestRuns(keys, cables)).map(({ first, last, cable }) => (
    { kind: "run", start: start + words[first].start, end: start + words[last - 1].end, cable }));
}

/* The cables that have two rare fingerprints or more, those with most first. */
async function runCables(prints, index) {
  const hits = new Map();
  for (const { total, cables } of await Promise.all(distinct(prints).map((print) => index.postings(print)))) {
    if (total <= RARE) { cables.forEach((cable) => hits.set(cable, (hits.get(cable) || 0) + 1)); }
  }
  return [...hits.keys()].filter((cable) => hits.get(cable) > 1)
    .sort((a, b) => hits.get(b) - hits.get(a) || a - b).slice(0, MOST_RUN_CABLES);
}

function longestRuns(keys, cables) {
  const runs = [];
  let at = 0;
  while (at + LONG_RUN <= keys.length) {
    let best = { length: 0 };
    const name = keys.slice(at, at + RUN).join(" ");
    for (const [number, { words, places }] of cables) {
      for (const place of places.get(name) || []) {
        let length = 0;
        while (at + length < keys.length && place + length < words.length
          && withoutAccents(words[place + length].key) === keys[at + length]) { length += 1; }
        if (length > best.length) { best = { length, place, cable: number }; }
      }
    }
    if (best.length >= LONG_RUN) { runs.push({ first: at, last: at + best.length, ...best }); }
    at += best.length >= LONG_RUN ? best.length : 1;
  }
  return runs;
}

/* The runs, with those of one cable joined that follow each other in text and cable. */
function merged(runs) {
  const joined = [];
  for (const run of runs) {
    const last = joined[joined.length - 1];
    const between = last ? run.place - (last.place + last.last - last.first) : -1;
    if (last && last.cable === run.cable && run.first - last.last <= MOST_GAP && between >= 0 && between <= MOST_GAP) {
      last.last = run.last;
    } else {
      joined.push({ ...run });
    }
  }
  return joined;
}
