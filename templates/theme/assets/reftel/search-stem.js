/*
 * The stemmer of the index: Snowball's for English ("Porter2", snowballstem.org). The index has the
 * stems of all words, so that a word is looked up by its stem. It takes off more than `stem` of
 * search-words.js, which says what matches.
 */

const EXCEPTIONS = new Map(Object.entries({
  andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli",
  gently: "gentl", howe: "howe", idly: "idl", news: "news", only: "onli",
  singly: "singl", skies: "sky", skis: "ski", sky: "sky", ugly: "ugli",
}));
const WHOLE = new Set(["canning", "earring", "evening", "herring", "inning", "outing"]);

/* A consonant after a vowel ends the part of a word that keeps its ending. Y is a consonant. */
const REGION = /[aeiouy][^aeiouy]/;
const LONGER_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const SHORT_SYLLABLE = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|^past$/;

/* Endings with what takes their place, longer ones first. */
const STEP_2 = pairs("ational:ate fulness:ful iveness:ive ization:ize ousness:ous biliti:ble lessli:less "
  + "tional:tion alism:al aliti:al ation:ate entli:ent fulli:ful iviti:ive ousli:ous abli:able alli:al "
  + "anci:ance ator:ate enci:ence izer:ize bli:ble ogist:og ogi:og li:");
const STEP_3 = pairs("ational:ate tional:tion alize:al ative: icate:ic iciti:ic ical:ic ness: ful:");
const STEP_4 = pairs("ement: able: ance: ence: ible: ment: ant: ate: ent: ion: ism: iti: ive: ize: ous: al: er: ic:");

/** The stem of a word in lower case, without accents and punctuation. */
export function indexStem(word) {
  if (word.length < 3) { return word; }
  if (EXCEPTIONS.has(word)) { return EXCEPTIONS.get(word); }
  if (/^[^aeiouy]ying$/.test(word)) { return `${word[0]}ie`; }
  const marked = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const first = LONGER_REGION.exec(marked)?.[0].length ?? regionAfter(marked, 0);
  const second = regionAfter(marked, first);
  const singular = withoutS(marked);
  if (WHOLE.has(singular)) { return singular; }
  let stem = withoutPast(singular, first).replace(/(.[^aeiouy])[yY]$/, "$1i");
  stem = replaced(stem, STEP_2, first, (ending, before) => (
    ending === "ogi" ? before.endsWith("l") : ending !== "li" || /[cdeghkmnrt]$/.test(before)));
  stem = replaced(stem, STEP_3, first, (ending, before) => ending !== "ative" || before.length >= second);
  stem = replaced(stem, STEP_4, second, (ending, before) => ending !== "ion" || /[st]$/.test(before));
  return withoutE(stem, first, second).toLowerCase();
}

function pairs(text) {
  return text.split(" ").map((pair) => pair.split(":"));
}

/** Where the part of a word begins that may lose an ending. */
function regionAfter(word, start) {
  const place = REGION.exec(word.slice(start));
  return place ? start + place.index + 2 : word.length;
}

/** A word with its longest ending of a list replaced, if that stands in a region and is allowed. */
function replaced(word, endings, region, isAllowed) {
  const pair = endings.find(([ending]) => word.endsWith(ending));
  if (!pair) { return word; }
  const before = word.slice(0, word.length - pair[0].length);
  return before.length >= region && isAllowed(pair[0], before) ? before + pair[1] : word;
}

/** Ties is tie, cries is cri, gaps is gap; gas, us and class stay. */
function withoutS(word) {
  if (word.endsWith("sses")) { return word.slice(0, -2); }
  if (/ie[ds]$/.test(word)) { return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1); }
  return /[us]s$/.test(word) || !/[aeiouy].+s$/.test(word) ? word : word.slice(0, -1);
}

/** Agreed is agree, hopping is hop, hoping is hope. */
function withoutPast(word, first) {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) {
    const start = word.slice(0, eed.index);
    return /^(?:exc|proc|succ)$/.test(start) ? `${start}eed` : eed.index >= first ? `${start}ee` : word;
  }
  const before = word.replace(/(?:ed|ing)(?:ly)?$/, "");
  if (before === word || !/[aeiouy]/.test(before)) { return word; }
  if (/(?:at|bl|iz)$/.test(before)) { return `${before}e`; }
  if (/([bdfgmnprt])\1$/.test(before)) { return /^[aeo]..$/.test(before) ? before : before.slice(0, -1); }
  return before.length === first && SHORT_SYLLABLE.test(before) ? `${before}e` : before;
}

/** The last e or double l is taken off a word that is long enough. */
function withoutE(word, first, second) {
  const before = word.slice(0, -1);
  const isLong = before.length >= second;
  const isE = word.endsWith("e") && (isLong || (before.length >= first && !SHORT_SYLLABLE.test(before)));
  return isE || (word.endsWith("ll") && isLong) ? before : word;
}
