/*
 * Parses a query. Grammar, lowest binding first:
 *
 *   either  := every ("OR" every)*
 *   every   := close+
 *   close   := single (("NEAR" | "NEAR/5") single)*
 *   single  := ("-" | "NOT") single | "(" either ")" | leaf
 *   leaf    := word | word"*" | "a phrase" | post:LIMA | tags:PHUM | year:2006-2008 | in:08LIMA1
 *
 * The parser accepts every text: what makes no sense is left out, and a sentence in `problems` says so.
 */
import { atoms, bare, fold } from "./search-words.js";

const MRN = /^(?:((?:19|20)?\d\d)[\s-]*)?([a-z][a-z .'’-]*?)[\s#-]*0*(\d{1,8})(?:\s*\(?((?:19|20)\d\d)\)?)?$/;
const PARA = /^(.*?)[\s,]*(?:¶+|\bparas?\.?|\bparagraphs?)\s*(\d{1,3})$/;
const NEAR = /^NEAR(?:\/(\d{1,3}))?$/;
const FIELD = /^(post|tags?|year|in):/i;
const YEARS = /^(\d{4})(?:(?:-|\.\.|–)(\d{4}))?$/;
const WITHIN = 10;
const SHORTEST_BEGINNING = 2;

/** Maximum length of a query in characters. Longer ones only come from addresses, and could take minutes. */
export const MAX_QUERY = 500;

/** The part of a typed text that is searched. */
export function shortened(typed) {
  return typed.trim().slice(0, MAX_QUERY).replace(/[\uD800-\uDBFF]$/, "");
}

/**
 * {text, tree, problems, number, para}: the text that is searched; its tree, null without anything
 * to search for; sentences on what was left out; if the text is the number of a cable, the one word
 * under which the cable is indexed, otherwise null; the number of the para after it, or null.
 */
export function understand(typed) {
  const text = shortened(typed).replace(/\s+/g, " ");
  const { number, para } = numberIn(text);
  return { text, ...parse(text), number, para };
}

/** {number, para} of a text that is nothing but the number of a cable, in any spelling. */
export function numberIn(text) {
  const folded = fold(text).replace(/[“”]/g, '"');
  const withPara = PARA.exec(folded);
  const rest = withPara ? withPara[1] : folded;
  const match = MRN.exec(rest.replace(/^(?:ref(?:tel)?s?|cable|telegram|mrn)[:.]?\s+/, ""));
  if (!match) { return { number: null, para: null }; }
  const year = match[1] || match[4] || "";
  const number = year.slice(-2) + match[2].replace(/[^a-z]/g, "") + match[3];
  return { number, para: withPara ? Number(withPara[2]) : null };
}

/** {tree, problems} of a text. */
export function parse(text) {
  const parser = { tokens: tokens(text.replace(/[“”„]/g, '"')), at: 0, problems: [] };
  const parts = [];
  while (parser.at < parser.tokens.length) {
    const part = either(parser);
    if (part) { parts.push(part); }
    if (parser.tokens[parser.at]?.kind === "close") {
      parser.at += 1;
      complain(parser, "A closing parenthesis has no opening one; it was left out.");
    }
  }
  return { tree: joined("and", parts), problems: [...new Set(parser.problems)] };
}

/* --- Tokens --- */

/** The tokens of a text: {kind, text}; kinds are open, close, minus, or, and, not, near, phrase, field, word. */
function tokens(text) {
  const list = [];
  let depth = 0;
  let rest = text.trim();
  const take = (kind, length, more = {}) => {
    list.push({ kind, text: rest.slice(0, length), ...more });
    rest = rest.slice(length).trimStart();
  };
  while (rest) {
    const field = FIELD.exec(rest);
    if (rest[0] === "(") { depth += 1; take("open", 1); }
    else if (rest[0] === ")") { depth = Math.max(0, depth - 1); take("close", 1); }
    else if (/^-[^\s-]/.test(rest)) { take("minus", 1); }
    else if (rest[0] === '"') { takeQuoted(rest, take); }
    else if (field) { takeField(rest, field[1].toLowerCase(), field[0].length, depth, take); }
    else { takeWord(rest, depth, take); }
  }
  return list;
}

function takeQuoted(rest, take) {
  const end = rest.indexOf('"', 1);
  const content = rest.slice(1, end < 0 ? undefined : end);
  take("phrase", end < 0 ? rest.length : end + 1, { content, isOpen: end < 0 });
}

function takeField(rest, name, length, depth, take) {
  const quoted = /^"([^"]*)"?/.exec(rest.slice(length));
  const value = quoted ? quoted[0] : plainWord(rest.slice(length), depth);
  const field = name === "tag" ? "tags" : name;
  take("field", length + value.length, { field, content: quoted ? quoted[1] : value });
}

function takeWord(rest, depth, take) {
  const word = plainWord(rest, depth);
  const near = NEAR.exec(word);
  if (near) { take("near", word.length, { distance: near[1] ? Number(near[1]) : WITHIN }); }
  else if (word === "OR" || word === "|") { take("or", word.length); }
  else if (word === "AND" || word === "NOT") { take(word.toLowerCase(), word.length); }
  else { take("word", word.length || 1); }
}

/** The text up to a blank or quotation mark, without the parentheses that close a group. */
function plainWord(rest, depth) {
  const [word] = /^[^\s"]*/.exec(rest);
  return depth && /\)+$/.test(word) && !word.includes("(") ? word.replace(/\)+$/, "") : word;
}

/* --- Tree --- */

function complain(parser, sentence) {
  parser.problems.push(sentence);
}

function peek(parser) {
  return parser.tokens[parser.at]?.kind;
}

/** The parts as one node: null for none, the part itself for one. */
function joined(type, parts) {
  return parts.length > 1 ? { type, parts } : parts[0] || null;
}

function either(parser) {
  const parts = [every(parser)];
  while (peek(parser) === "or") {
    parser.at += 1;
    parts.push(every(parser));
  }
  const sound = parts.filter(Boolean);
  if (sound.length < parts.length && parts.length > 1) {
    complain(parser, "“OR” needs words on both sides; one without was left out.");
  }
  return joined("or", sound);
}

function every(parser) {
  const parts = [];
  while (!["or", "close", undefined].includes(peek(parser))) {
    if (peek(parser) === "and") { parser.at += 1; continue; }
    const part = close(parser);
    if (part) { parts.push(part); }
  }
  return joined("and", parts);
}

/** a NEAR b NEAR c is a near b and b near c. */
function close(parser) {
  if (peek(parser) === "near") { return afterNear(parser, null); }
  return afterNear(parser, single(parser));
}

function afterNear(parser, first) {
  const pairs = [];
  let last = first;
  while (peek(parser) === "near") {
    const { distance } = parser.tokens[parser.at];
    parser.at += 1;
    const next = ["or", "close", "near", undefined].includes(peek(parser)) ? null : single(parser);
    if (isLeaf(last) && isLeaf(next)) {
      pairs.push({ type: "near", parts: [last, next], distance });
    } else {
      complain(parser, "“NEAR” joins two words or phrases; here it was left out.");
      pairs.push(...[pairs.length ? null : last, next].filter(Boolean));
    }
    last = next;
  }
  return pairs.length ? joined("and", pairs) : first;
}

function isLeaf(node) {
  return Boolean(node) && ["word", "prefix", "phrase"].includes(node.type);
}

function single(parser) {
  const token = parser.tokens[parser.at];
  parser.at += 1;
  if (token.kind === "minus" || token.kind === "not") { return negated(parser); }
  if (token.kind === "open") { return grouped(parser); }
  if (token.kind === "phrase") { return phrase(parser, token); }
  if (token.kind === "field") { return field(parser, token); }
  return word(parser, token.text);
}

function negated(parser) {
  if (["or", "and", "near", "close", undefined].includes(peek(parser))) { return null; }
  const part = single(parser);
  if (part && part.type === "not") { return part.part; }
  return part && { type: "not", part };
}

function grouped(parser) {
  const inner = either(parser);
  if (peek(parser) === "close") { parser.at += 1; }
  else { complain(parser, "A parenthesis is not closed; it was closed at the end."); }
  return inner;
}

function phrase(parser, token) {
  if (token.isOpen) { complain(parser, "A quotation mark is not closed; it was closed at the end."); }
  const parts = atoms(token.content);
  return parts.length ? { type: "phrase", shown: token.content.trim(), atoms: parts } : null;
}

function word(parser, typed) {
  const parts = atoms(typed);
  if (!parts.length) { return null; }
  const inner = typed.replace(/^[^\p{L}\p{N}*]+|[^\p{L}\p{N}*]+$/gu, "");
  const shown = typed.replace(/^[^\p{L}\p{N}$]+|[^\p{L}\p{N}]+$/gu, "");
  if (/^[^*]+\*$/.test(inner)) {
    if (parts.join("").length >= SHORTEST_BEGINNING) {
      return { type: "prefix", shown: `${shown}*`, atoms: parts };
    }
    complain(parser, "At least two letters must appear before “*”; it was left out.");
  } else if (inner.includes("*")) {
    complain(parser, "“*” may appear at the end of a word only; elsewhere it was left out.");
  }
  return { type: "word", shown, atoms: parts };
}

/* --- Fields --- */

function field(parser, { field: name, content }) {
  const value = content.trim();
  if (!bare(value)) {
    complain(parser, `“${name}:” needs a value; it was left out.`);
    return null;
  }
  if (name === "year") { return years(parser, value); }
  if (name === "in") { return cable(parser, value); }
  return { type: "field", field: name, value: bare(value), shown: value };
}

/** year:2008 or year:2006-2008, in either order. */
function years(parser, value) {
  const match = YEARS.exec(value);
  if (!match) {
    complain(parser, `“year:${value}” is not a year; write year:2008 or year:2006-2008. It was left out.`);
    return null;
  }
  const [from, to] = [match[1], match[2] || match[1]].map(Number).sort((a, b) => a - b);
  return { type: "field", field: "year", from, to, shown: value };
}

/** in:08LIMA1, or in quotation marks in any spelling. */
function cable(parser, value) {
  const { number } = numberIn(value);
  if (!number) {
    complain(parser, `“in:${value}” is not the number of a cable; it was left out.`);
    return null;
  }
  return { type: "field", field: "in", value: number, shown: value };
}
