/* The text of a cable.json as words that quotations are compared with, as in quotable_text.py. */
import { clean, RUN, withoutAccents, wordsOf } from "./quotation-words.js";

const GAP_WORDS = 200;
const SHORT_NOTICE = 5;
const NOTICE = /\[withheld: [^[\]]*\]/u;

function aside(anchor, text) {
  return (text || "").split(NOTICE).flatMap((words, at) => [
    ...(at ? [{ kind: "withheld", anchor, text: "", most: SHORT_NOTICE }] : []),
    ...(words ? [{ kind: "aside", anchor, text: words, most: 0 }] : []),
  ]);
}

function mostWords(notice) { return Math.max(SHORT_NOTICE, notice.words + SHORT_NOTICE); }

/** The pieces of a cable in the order of its text: {kind, anchor, text, most}. */
export function textPieces(cable) {
  const headings = cable.headings.filter((heading) => heading.opens_section);
  const parts = [...cable.paras, ...headings];
  parts.sort((a, b) => a.span.line - b.span.line || a.span.start - b.span.start);
  return [...aside("", cable.header.subject),
    ...parts.flatMap((part) => (part.blocks ? paraPieces(part) : aside(part.anchor, part.text)))];
}

function paraPieces(para) {
  const { anchor } = para;
  const number = para.number === null ? para.letter : String(para.number);
  const before = [...aside(anchor, number), ...aside(anchor, para.marking)];
  if (para.withheld) {
    return [...before, { kind: "withheld", anchor, text: "", most: mostWords(para.withheld) }];
  }
  return [...before, ...para.blocks.flatMap((block) => [
    ...aside(anchor, block.marker), ...aside(anchor, block.label), ...blockPieces(anchor, block)])];
}

/* Offsets count code points. */
function blockPieces(anchor, block) {
  const characters = [...block.text];
  const text = (start, end) => ({ kind: "text", anchor, text: characters.slice(start, end).join(""), most: 0 });
  const holes = [
    ...block.notices.map((notice) => ({ ...notice, kind: "withheld", most: mostWords(notice.withheld) })),
    ...block.gaps.map((gap) => ({ start: gap.offset, end: gap.offset, kind: "gap", most: GAP_WORDS })),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces = [];
  let done = 0;
  for (const { start, end, kind, most } of holes) {
    pieces.push(text(done, Math.max(done, start)), { kind, anchor, text: "", most });
    done = Math.max(done, end);
  }
  return [...pieces, text(done, characters.length)];
}

/** The words and withheld places of a cable: {kind, key, parts, anchor, text, most}. */
export function cableWords(pieces) {
  return pieces.flatMap(({ kind, anchor, text, most }) => {
    if (most) { return [{ kind, key: "", parts: [], anchor, text: "", most }]; }
    const words = clean(text);
    return wordsOf(words).map((word) => (
      { kind, key: word.key, parts: word.parts, anchor, text: words.slice(word.start, word.end), most }));
  });
}

/** Where each three words in a row begin. Words beside the text are a run of their own. */
export function runPlaces(words) {
  const places = new Map();
  const recent = { text: [], aside: [] };
  words.forEach((word, at) => {
    if (word.most) {
      recent.text = [];
      return;
    }
    const run = recent[word.kind];
    run.push([withoutAccents(word.key), at]);
    if (run.length >= RUN) {
      const last = run.slice(-RUN);
      const name = last.map(([key]) => key).join(" ");
      if (!places.has(name)) { places.set(name, []); }
      places.get(name).push(last[0][1]);
    }
  });
  return places;
}
