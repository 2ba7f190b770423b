/*
 * Suggestions for words that are nowhere. The words of the collection are one file, which is loaded
 * for the first of them: a line for each power of two, with the words in as many documents.
 */
import { loadValue } from "./search-packed.js";

const SHORTEST = 4;
const ONE_MISTAKE = 5;

let loading = null;

/** [{word, instead}] for those of the words for which the collection has one spelt like it. */
export async function suggested(words) {
  const spelt = words.filter(({ atoms }) => atoms.some((atom) => atom.length >= SHORTEST && !/\d/.test(atom)));
  if (!spelt.length) { return []; }
  loading ||= load().catch(() => { loading = null; return []; });
  const levels = await loading;
  return spelt.flatMap(({ shown, atoms }) => {
    const instead = corrected(atoms, levels);
    return instead ? [{ word: shown, instead }] : [];
  });
}

async function load() {
  return (await loadValue("words.pf_index")).split("\n").map((line) => line.split(" "));
}

/** The parts with each that is not among the words replaced; null if one has no like. */
function corrected(atoms, levels) {
  const parts = atoms.map((atom) => (atom.length < SHORTEST || /\d/.test(atom) ? atom : nearest(atom, levels)));
  return parts.includes(null) || parts.join() === atoms.join() ? null : parts.join("-");
}

/** The word with the fewest mistakes between them; of several, the one with the same first letter, then the most frequent. */
function nearest(word, levels) {
  const most = word.length <= ONE_MISTAKE ? 1 : 2;
  let best = null;
  levels.forEach((list, level) => {
    for (const other of list) {
      if (other === word) { best = { other, cost: 0 }; return; }
      if (Math.abs(other.length - word.length) > most) { continue; }
      const mistakes = distance(word, other, most);
      if (mistakes > most) { continue; }
      const cost = mistakes + (other[0] === word[0] ? 0 : 0.5) - level / 100;
      if (!best || cost < best.cost) { best = { other, cost }; }
    }
  });
  return best && best.other;
}

/**
 * The number of letters to add, drop, change or swap with the next to make one word of another; any
 * number above `most` if there are more.
 */
export function distance(one, other, most) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const change = one[row - 1] === other[at - 1] ? 0 : 1;
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + change);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        now[at] = Math.min(now[at], before[at - 2] + 1);
      }
    }
    if (Math.min(...now) > most) { return most + 1; }
    before = last;
    last = now;
  }
  return last[other.length];
}
