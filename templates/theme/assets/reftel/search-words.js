/* Words as the search compares them: folded, split at punctuation, without their endings. */

/** Lower case without accents, for both sides of every comparison. */
export function fold(text) {
  if (/^[\w\s.,;:()-]*$/.test(text)) { return text.toLowerCase(); }
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
}

/** A word without punctuation: "(PGR)" is pgr, "U.S." is us. */
export function bare(word) {
  return fold(word).replace(/[^\p{L}\p{N}]/gu, "");
}

/** The parts of a word: "anti-trafficking" is anti, trafficking; "$1,500.50" is 1, 500, 50. */
export function atoms(word) {
  return fold(word).replace(/'s(?!\p{L})/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

const SHORTEST_STEM = 4;
const TWO_SYLLABLES = /^.*?[aeiouy][^aeiouy].*?[aeiouy][^aeiouy]/;

/**
 * A word without a regular ending: trafficking, trafficked, traffickers are traffick; studies is
 * study; laws is law. Words with digits have no endings. The rule takes off less than the stemmer
 * of the index, so that whatever is meant by a word is among what the index gives for it.
 */
export function stem(word) {
  if (/\d/.test(word) || word.length < SHORTEST_STEM) { return word; }
  const one = word.replace(/([^su])s$/, "$1");
  const studied = one.replace(/i(?:e|ed)$/, "y");
  if (studied !== one && studied.length >= SHORTEST_STEM) { return studied; }
  const plain = one.replace(/er$/, (er, at) => (TWO_SYLLABLES.test(one.slice(0, at)) ? "" : er));
  const cut = plain.replace(/(?:ings?|ed|e)$/, "");
  const left = cut.length < SHORTEST_STEM ? plain
    : cut === plain ? cut : cut.replace(/([bdfgmnprt])\1$/, "$1");
  return left.endsWith("ll") && TWO_SYLLABLES.test(left.slice(0, -1)) ? left.slice(0, -1) : left;
}

/* Words recur: what a word is made of is worked out once. */
const MOST_KNOWN = 100_000;
const known = new Map();

function partsOf(word) {
  let parts = known.get(word);
  if (!parts) {
    if (known.size >= MOST_KNOWN) { known.clear(); }
    parts = atoms(word).map((atom) => ({ atom, stem: `~${stem(atom)}` }));
    known.set(word, parts);
  }
  return parts;
}

/**
 * A text for matching. `words` are its words as they are, `starts` the index of the first atom
 * of each. The atoms are in `atoms`, the word of each in `wordOf`; `at` finds atoms by themselves
 * and by their stems (with a leading ~), and words by all their atoms joined (with a leading =).
 */
export function indexed(list) {
  const text = { words: list, atoms: [], wordOf: [], at: new Map() };
  const add = (key, value) => {
    const places = text.at.get(key);
    if (places) { places.push(value); } else { text.at.set(key, [value]); }
  };
  list.forEach((word, index) => {
    const parts = partsOf(word);
    if (parts.length > 1) { add(`=${parts.map(({ atom }) => atom).join("")}`, index); }
    for (const part of parts) {
      add(part.atom, text.atoms.length);
      add(part.stem, text.atoms.length);
      text.atoms.push(part.atom);
      text.wordOf.push(index);
    }
  });
  return text;
}

/** The words of a text without punctuation. */
export function words(text) {
  return text.split(/\s+/).map(bare).filter(Boolean);
}
