/* Parses a query: cable numbers in any spelling, paras, words, phrases. */

const MRN = /^(?:((?:19|20)?\d\d)[\s-]*)?([a-z][a-z .'’-]*?)[\s#-]*0*(\d{1,8})(?:\s*\(?((?:19|20)\d\d)\)?)?$/;
const PARA = /^(.*?)[\s,]*(?:¶+|\bparas?\.?|\bparagraphs?)\s*(\d{1,3})$/;

/** Maximum length of a query in characters. Longer ones only come from addresses, and could take minutes. */
export const MAX_QUERY = 500;

/** The part of a typed text that is searched. */
export function shortened(typed) {
  return typed.trim().slice(0, MAX_QUERY).replace(/[\uD800-\uDBFF]$/, "");
}

/** Lower case without accents, for both sides of every comparison. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
}

/** The words of a text for comparison: letters and digits only. */
export function words(text) {
  return fold(text).split(/\s+/).map(bare).filter(Boolean);
}

/** A word without punctuation: "(PGR)" is pgr, "U.S." is us. */
export function bare(word) {
  return fold(word).replace(/[^\p{L}\p{N}]/gu, "");
}

/** A word and, if it is a compound, its parts: "anti-trafficking" is antitrafficking, anti, trafficking. */
export function forms(word) {
  const parts = fold(word).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
}

/**
 * {text, number, para}: the words to search for; if they are a cable number, the one word under
 * which it is indexed (followed by the para number), otherwise null.
 */
export function understand(typed) {
  const text = shortened(typed).replace(/\s+/g, " ");
  const folded = fold(text).replace(/[“”]/g, '"');
  const withPara = PARA.exec(folded);
  const rest = withPara ? withPara[1] : folded;
  const found = MRN.exec(rest.replace(/^(?:ref(?:tel)?s?|cable|telegram|mrn)[:.]?\s+/, ""));
  let number = null;
  if (found) {
    const year = found[1] || found[4] || "";
    number = year.slice(-2) + found[2].replace(/[^a-z]/g, "") + found[3];
    if (withPara) { number += "p" + withPara[2]; }
  }
  return { text, number, para: withPara && found ? Number(withPara[2]) : null };
}

/** Whether a word of the text matches a word of the query, ignoring its ending. */
export function isMeant(word, asked) {
  if (word === asked) { return true; }
  if (/\d/.test(asked)) { return false; }
  const longer = Math.max(word.length, asked.length);
  let common = 0;
  while (common < longer && word[common] === asked[common]) { common += 1; }
  return common === asked.length ? common > 1 : common >= Math.max(4, longer - 3);
}
