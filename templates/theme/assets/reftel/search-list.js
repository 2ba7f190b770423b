/* A list of names or numbers, searched one by one, as a matrix of cables by lines of the list. */
import { collected } from "./search-collect.js";
import { searchStrictly } from "./search-engine.js";
import { understand } from "./search-query.js";

export const MAX_LINES = 100;
const MAX_CHARACTERS = 4000;

/** Cables of one line that are counted. */
export const MAX_CABLES = 500;

/** The lines of a typed list, each once: {lines, isCut}. */
export function linesOf(typed) {
  const lines = typed.slice(0, MAX_CHARACTERS).split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  const distinct = [...new Set(lines.filter(Boolean))];
  return {
    lines: distinct.slice(0, MAX_LINES),
    isCut: distinct.length > MAX_LINES || typed.trim().length > MAX_CHARACTERS,
  };
}

/** The query for a line: a number as it is, other text as an exact phrase where that is wanted. */
export function queryOf(line, exact) {
  return !exact || understand(line).number ? line : `"${line.replaceAll('"', " ").trim()}"`;
}

/**
 * The matrix of a list: {columns, cables}. A column is {line, query, cables, hits, isCut}; a cable is
 * {group, hits, lines, total}, where `hits` has the number of hits by line. Cables with most lines come
 * first. `progress` is called with the number of lines done, and ends the search if it returns false.
 */
export async function matrixOf(lines, exact, filters, progress) {
  const cables = new Map();
  const columns = [];
  for (const line of lines) {
    const query = queryOf(line, exact);
    const answer = await searchStrictly(query, filters);
    const groups = await collected(answer, MAX_CABLES, () => progress(columns.length));
    let hits = 0;
    let held = 0;
    for (const { group, hits: places } of groups) {
      if (group.mrn && places.length) {
        const cable = cables.get(group.mrn) || { group, hits: new Map(), total: 0 };
        cables.set(group.mrn, cable);
        cable.hits.set(line, places.length);
        cable.total += places.length;
        hits += places.length;
        held += 1;
      }
    }
    columns.push({ line, query, hits, cables: held, isCut: groups.length >= MAX_CABLES });
    if (progress(columns.length) === false) { break; }
  }
  const byLines = (a, b) => b.hits.size - a.hits.size || b.total - a.total || dateOrder(a.group, b.group);
  return { columns, cables: [...cables.values()].sort(byLines) };
}

function dateOrder(a, b) {
  return (a.date || "9").localeCompare(b.date || "9") || a.mrn.localeCompare(b.mrn);
}

/** The matrix as rows of a table, the first with titles. */
export function matrixRows({ columns, cables }) {
  const head = ["mrn", "date", "post", "subject", ...columns.map((column) => column.line), "address"];
  return [head, ...cables.map(({ group, hits }) => [
    group.mrn, group.date, group.post, group.title,
    ...columns.map((column) => hits.get(column.line) || 0), group.url,
  ])];
}
