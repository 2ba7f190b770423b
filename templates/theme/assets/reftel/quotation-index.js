/* The files by which quotations are looked up, loaded as needed; the form is that of
   fingerprint_files.py. Nothing is sent but the names of the files. */
import { cableWords, runPlaces, textPieces } from "./quotation-text.js";

const LETTERS = "bcdfghjklmnpqrst";
const MOST_LISTED = 4096;
const MOST_NAMED = 5;
const NUMBER = /\b((?:19|20)?[0-9]{2}) ?([A-Z][A-Z .'-]{0,30}?)[ -]?([0-9]{1,6})\b/gu;
const VALUES = new Uint8Array(128);
[...LETTERS].forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });

/* The numbers of a text: three bits a letter, the last ones first; eight and more: another follows. */
function numbers(text) {
  const all = [];
  let [value, place] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const letter = VALUES[text.charCodeAt(at)];
    value += (letter & 7) * place;
    place *= 8;
    if (letter < 8) {
      all.push(value);
      [value, place] = [0, 1];
    }
  }
  return all;
}

/** The postings of a file by fingerprint: {total, cables}. */
export function decodePostings(text, start) {
  const postings = new Map();
  const all = numbers(text);
  let print = start;
  let at = 0;
  while (at < all.length) {
    print += all[at];
    const total = all[at + 1];
    at += 2;
    const cables = [];
    let cable = 0;
    for (const end = at + Math.min(total, MOST_LISTED); at < end; at += 1) {
      cable += all[at];
      cables.push(cable);
    }
    postings.set(print, { total, cables });
  }
  return postings;
}

/** The numbers of cables in a text, as the collection writes them: 08MEXICO721. */
export function cableNumbers(text) {
  const numbers = [...text.matchAll(NUMBER)].map(([, year, post, serial]) => (
    year.slice(-2) + post.replace(/[^A-Z]/gu, "") + Number(serial)));
  return [...new Set(numbers)].slice(0, MOST_NAMED);
}

/* The name of a para for readers; headings have none. */
function paraName(para) {
  if (para.number !== null) { return `¶${para.number}`; }
  return para.letter || `line ${para.span.line}`;
}

export class QuotationIndex {
  static async load(root) {
    const index = new QuotationIndex(root);
    return Object.assign(index, await index.json("index"));
  }

  constructor(root) {
    this.root = root;
    this.loaded = new Map();
  }

  async json(name) {
    const answer = await fetch(new URL(`${name}.json`, this.root));
    if (!answer.ok) { throw new Error(`${name}: ${answer.status}`); }
    return answer.json();
  }

  /* What `load` gives, loaded once under this name. */
  once(name, load) {
    if (!this.loaded.has(name)) { this.loaded.set(name, load()); }
    return this.loaded.get(name);
  }

  /** The cables with a fingerprint. */
  async postings(print) {
    const file = this.bits ? print >>> (32 - this.bits) : 0;
    const start = this.bits ? file * 2 ** (32 - this.bits) : 0;
    const postings = await this.once(`words/${file}`,
      async () => decodePostings(await this.json(`words/${file}`), start));
    return postings.get(print) || { total: 0, cables: [] };
  }

  /** The number of a cable and the two halves of its citation. */
  async row(cable) {
    const file = Math.floor(cable / this.rows);
    const rows = await this.once(`cables-${file}`, () => this.json(`cables-${file}`));
    return rows[cable % this.rows];
  }

  /** A cable: its words, where runs of them begin, and the names of its paras. */
  cable(cable) {
    return this.once(`cable ${cable}`, async () => {
      const [mrn] = await this.row(cable);
      const document = await this.json(`../cables/${encodeURIComponent(mrn)}/cable`);
      const words = cableWords(textPieces(document));
      const names = new Map(document.paras.map((para) => [para.anchor, paraName(para)]));
      return { words, places: runPlaces(words), names };
    });
  }

  /** The cables whose numbers are in a text. */
  async named(text) {
    const found = await Promise.all(cableNumbers(text).map(async (mrn) => {
      const file = this.first.findLastIndex((first) => first <= mrn);
      if (file < 0) { return -1; }
      await this.row(file * this.rows);
      const at = (await this.loaded.get(`cables-${file}`)).findIndex(([other]) => other === mrn);
      return at < 0 ? at : file * this.rows + at;
    }));
    return found.filter((cable) => cable >= 0);
  }
}
