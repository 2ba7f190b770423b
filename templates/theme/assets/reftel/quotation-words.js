/* The words of a text as quotations are compared, and fingerprints of word runs: the same rules as
   quotation_words.py and fingerprints.py. Both are tested with the same cases. */

const W = "[\\p{L}\\p{N}]";
const L = "(?![0-9])[\\p{L}\\p{N}]";
const HYPHEN = "[-\\u2010\\u2011](?:[ \\t]*\\n[ \\t]*)?";
const JOINT = `(?:['\\u2019\\u02bc](?=${L})|(?<=[0-9])[.,:/](?=[0-9])`
  + `|(?<![0-9])${HYPHEN}(?=${W})|${HYPHEN}(?=${L}))`;
const WORD = new RegExp(`${L}(?:\\.${L})+(?!${W})\\.?|${W}+(?:${JOINT}${W}+)*|[%$€£¥]`, "gu");
const HYPHENS = new RegExp(HYPHEN, "u");
const THOUSANDS = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/u;
const POINTS = new RegExp(`^${L}(?:\\.${L})+\\.?$`, "u");
const SIMPLE = /^[A-Za-z]+$/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
const ENCODER = new TextEncoder();

/** Words in a fingerprint. */
export const RUN = 3;

/** A text with composed letters and LF as line end, without characters that nobody sees. */
export function clean(text) {
  return text.normalize("NFC").replace(/\r\n?|[\u2028\u2029]/gu, "\n").replace(INVISIBLE, "");
}

/** The words of a clean text: {key, parts, start, end, shown}. */
export function wordsOf(text) {
  return [...text.matchAll(WORD)].map((match) => {
    const [raw] = match;
    const place = { start: match.index, end: match.index + raw.length, shown: raw };
    if (SIMPLE.test(raw)) { return { key: raw.toLowerCase(), parts: [], ...place }; }
    const parts = raw.split(HYPHENS).map(key);
    return { key: parts.join(""), parts: parts.length > 1 ? parts : [], ...place };
  });
}

function key(raw) {
  let word = raw;
  if (THOUSANDS.test(word)) {
    word = word.replaceAll(",", "");
  } else if (POINTS.test(word)) {
    word = word.replaceAll(".", "");
  }
  return word.replace(/[\u2019\u02bc]/gu, "'").normalize("NFKC").toLowerCase();
}

/** A key without accents, by which places are looked up. */
export function withoutAccents(word) {
  return SIMPLE.test(word) ? word : word.normalize("NFD").replace(/\p{Mn}/gu, "");
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) { value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1; }
  return value;
});

function crc32(text) {
  let value = 0xffffffff;
  for (const byte of ENCODER.encode(text)) { value = TABLE[(value ^ byte) & 255] ^ (value >>> 8); }
  return (value ^ 0xffffffff) >>> 0;
}

/** The fingerprint of each three words in a row. */
export function fingerprints(keys) {
  return keys.slice(RUN - 1).map((last, at) => crc32(`${keys[at]} ${keys[at + 1]} ${last}`));
}

/** The indices of the smallest of each `window` in a row; of equals, the last one. */
export function chosen(prints, window) {
  const indices = [];
  const starts = prints.length ? Math.max(1, prints.length - window + 1) : 0;
  for (let start = 0; start < starts; start += 1) {
    let at = start;
    for (let next = start + 1; next < Math.min(start + window, prints.length); next += 1) {
      if (prints[next] <= prints[at]) { at = next; }
    }
    if (indices[indices.length - 1] !== at) { indices.push(at); }
  }
  return indices;
}
