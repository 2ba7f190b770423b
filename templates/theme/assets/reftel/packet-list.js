/* A reading list: its pieces, its form as the end of an address, and where the browser stores it.

   A piece is a cable, or paras of one: { mrn, anchors, note }, without anchors for the whole cable. In an
   address after the #: version, pieces, title, notes (0 is the first piece):
     1;08LIMA12;08LIMA30:3-7,9,45_2,L12;~1:14&t=For%20Monday&n0=Begin%20here
   ~1 repeats the second number of the list; L12 is the para that begins on line 12; 45_2 the second ¶45. */

export const VERSION = "1";
export const MAX_ADDRESS = 2000000;
export const MAX_PIECES = 500;
const MAX_PARAS = 1000;
const MAX_CABLES = 200;
const MAX_TEXT = 2000;
const MAX_FAULTS = 20;
const MRN = /^\d{2}[A-Za-z]{1,40}\d{1,9}$/;
const PARA = /^(?:L\d{1,7}(?:_\d{1,4})?|[0-9a-z]{1,8}(?:_[0-9a-z]{1,8}){0,3})$/;
const RANGE = /^(\d{1,5})-(\d{1,5})$/;
const REPEATED = /^~(\d{1,4})$/;

export function emptyList() { return { title: "", pieces: [] }; }

/* --- Addresses --- */

/** The list as the end of an address; notes and title are left out unless `withNotes`. */
export function written(list, withNotes) {
  const numbers = [];
  const pieces = list.pieces.map(({ mrn, anchors }) => {
    const at = numbers.indexOf(mrn);
    if (at < 0) { numbers.push(mrn); }
    const name = at < 0 ? mrn : `~${at}`;
    return anchors.length ? `${name}:${parasWritten(anchors)}` : name;
  });
  const notes = withNotes ? list.pieces.flatMap(({ note }, at) => (note ? [`&n${at}=${escaped(note)}`] : [])) : [];
  const title = withNotes && list.title ? `&t=${escaped(list.title)}` : "";
  return [[VERSION, ...pieces].join(";"), title, ...notes].join("");
}

function escaped(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parasWritten(anchors) {
  const names = anchors.map((anchor) => {
    return (anchor.startsWith("l-") ? `L${anchor.slice(2)}` : anchor.slice(2)).replaceAll("-", "_");
  });
  const runs = [];
  for (const name of names) {
    const run = runs.at(-1);
    if (run && isNumber(name) && isNumber(run.at(-1)) && Number(name) === Number(run.at(-1)) + 1) {
      run.push(name);
    } else {
      runs.push([name]);
    }
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}-${run.at(-1)}` : run[0])).join(",");
}

function isNumber(name) { return /^[1-9]\d{0,4}$/.test(name); }

/** The list of an address, and its unreadable parts in words. Takes any text. */
export function read(text) {
  const faults = [];
  const list = emptyList();
  const [head, ...fields] = text.slice(0, MAX_ADDRESS).split("&");
  const [version, ...parts] = head.split(";");
  if (text.length > MAX_ADDRESS) { faults.push(`only the first ${MAX_ADDRESS} characters of the address were read`); }
  if (version !== VERSION) { return { list, faults: [`“${short(version)}” is not a form of list that this site knows`] }; }
  const numbers = [];
  for (const part of parts.filter(Boolean)) {
    const piece = pieceOf(part, numbers);
    if (piece && !fits(list, piece)) { faults.push(TOO_LONG); break; }
    if (piece) { list.pieces.push(piece); } else { faults.push(`“${short(part)}” is not a cable number with paragraphs`); }
    if (faults.length === MAX_FAULTS) { faults.push("the rest of the address was not read"); break; }
  }
  fields.forEach((field) => readField(list, field));
  return { list, faults };
}

const TOO_LONG = `a list has at most ${MAX_PIECES} pieces, ${MAX_PARAS} paragraphs and ${MAX_CABLES} cables; the rest was left out`;

function short(text) { return text.length > 40 ? `${text.slice(0, 40)}…` : text; }

/* `numbers` are the numbers of the list so far; a new one is added. */
function pieceOf(part, numbers) {
  const [name, paras, ...more] = part.split(":");
  const repeated = REPEATED.exec(name);
  const number = repeated ? numbers[Number(repeated[1])] || "" : name;
  if (!MRN.test(number) || more.length) { return null; }
  const mrn = number.toUpperCase();
  const anchors = paras === undefined ? [] : paras.split(",").flatMap(anchorsOf);
  if (anchors.includes("") || anchors.length > MAX_PARAS) { return null; }
  if (!numbers.includes(mrn)) { numbers.push(mrn); }
  return { mrn, anchors: [...new Set(anchors)], note: "" };
}

/* The anchors of a para or a range; one empty anchor for anything else. */
function anchorsOf(name) {
  const [, first, last] = (RANGE.exec(name) || []).map(Number);
  if (first && last > first && last - first < MAX_PARAS) {
    return Array.from({ length: last - first + 1 }, (_, at) => `p-${first + at}`);
  }
  if (!PARA.test(name)) { return [""]; }
  const plain = name.replaceAll("_", "-");
  return [plain.startsWith("L") ? `l-${plain.slice(1)}` : `p-${plain}`];
}

function readField(list, field) {
  const [, name, at, value] = /^(t|n)(\d{0,3})=(.*)$/s.exec(field) || [];
  const text = value === undefined ? "" : decoded(value);
  if (name === "t" && !at) { list.title = text; }
  if (name === "n" && list.pieces[Number(at)]) { list.pieces[Number(at)].note = text; }
}

function decoded(value) {
  try { return plainText(decodeURIComponent(value)); } catch { return ""; }
}

/** Text of a reader without characters that no file may contain. */
export function plainText(text) {
  return text.slice(0, MAX_TEXT).replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF]/gu, " ");
}

/* --- Pieces --- */

/** What a list calls its paras: 3, 27.A, 45 (second); empty for text without a number. */
export function paraName(anchor) {
  if (anchor.startsWith("l-")) { return `line ${anchor.slice(2).split("-")[0]}`; }
  const [number, ...more] = anchor.slice(2).split("-");
  return more.length && /^[a-z]/.test(more[0]) ? [number, ...more].join(".").toUpperCase() : [number, ...more].join("-");
}

/** The place of a piece in words: ¶3–7, 9; line 12 for text without a number; empty for a whole cable. */
export function placeName(anchors) {
  const runs = [];
  for (const name of anchors.map(paraName)) {
    const run = runs.at(-1);
    if (run && isNumber(name) && isNumber(run[1]) && Number(name) === Number(run[1]) + 1) { run[1] = name; } else { runs.push([name, name]); }
  }
  const words = runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
  return anchors.length && !anchors[0].startsWith("l-") ? `¶${words}` : words;
}

/** A piece in words: 08LIMA12 ¶3. */
export function pieceName({ mrn, anchors }) { return [mrn, placeName(anchors)].filter(Boolean).join(" "); }

export function isSame(one, other) {
  return one.mrn === other.mrn && one.anchors.join() === other.anchors.join();
}

export function has(list, piece) { return list.pieces.some((other) => isSame(other, piece)); }

/* Whether a list with one more piece is within the limits. */
function fits(list, piece) {
  const pieces = [...list.pieces, piece];
  return pieces.length <= MAX_PIECES && new Set(pieces.map(({ mrn }) => mrn)).size <= MAX_CABLES
    && pieces.reduce((sum, { anchors }) => sum + anchors.length, 0) <= MAX_PARAS;
}

/** The list with more pieces, each once, as far as they fit. */
export function added(list, pieces) {
  return pieces.reduce((longer, piece) => {
    return has(longer, piece) || !fits(longer, piece) ? longer : { ...longer, pieces: [...longer.pieces, { note: "", ...piece }] };
  }, list);
}

export function without(list, piece) {
  return { ...list, pieces: list.pieces.filter((other) => !isSame(other, piece)) };
}

/** The list with a piece moved by some places. */
export function moved(list, at, by) {
  const pieces = [...list.pieces];
  const [piece] = pieces.splice(at, 1);
  pieces.splice(Math.max(0, Math.min(pieces.length, at + by)), 0, piece);
  return { ...list, pieces };
}

/* --- In the browser --- */

const ROOT = new URL("../../", import.meta.url);
const NAME = `${ROOT.pathname}.reading-list`;

let unstored = null;

/** The reader's list. A browser that stores nothing has it until the page is left. */
export function storedList() {
  try { return unstored || read(localStorage.getItem(NAME) || VERSION).list; } catch { return unstored || emptyList(); }
}

/** Store the reader's list; false if the browser stores nothing. */
export function store(list) {
  try {
    localStorage.setItem(NAME, written(list, true));
    unstored = null;
  } catch { unstored = list; }
  return unstored === null;
}

/** Run `act` when another page of the site changes the list. */
export function whenStored(act) {
  window.addEventListener("storage", (event) => { if (event.key === NAME || event.key === null) { act(); } });
}

/** The address of the page of the reader's list; the list is in it where the browser stores nothing. */
export function ownAddress() { return listAddress(unstored || emptyList()); }

/** The address of a list on this site. */
export function listAddress(list, withNotes = true) {
  const page = new URL("packet/", ROOT);
  return list.pieces.length ? `${page.href}#${written(list, withNotes)}` : page.href;
}
