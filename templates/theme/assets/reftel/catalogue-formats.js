/* Rows of the catalogue as files: CSV, RIS, BibTeX, CSL-JSON, as on the page of each cable. */
import { table } from "./search-files.js";

const UNTITLED = "[Cable without a subject]";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TEX = {
  "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "~": "{\\textasciitilde}",
  "^": "{\\textasciicircum}", "<": "{\\textless}", ">": "{\\textgreater}", "|": "{\\textbar}",
  "&": "\\&", "%": "\\%", $: "\\$", "#": "\\#", _: "\\_",
};

function tex(text) {
  return text.replace(/[\\{}~^<>|&%$#_]/g, (sign) => TEX[sign])
    .replace(/-(?=-)|'(?=')|,(?=,)|[`?!](?=`)/g, "$&{}");
}

function csv(works, catalogue) {
  const head = ["date", "mrn", "subject", "post", "tags", "classification", "captions", "cites", "cited_by", "address"];
  const rows = works.map((work) => [
    work.date, work.mrn, work.subject, catalogue.names("post", work.row).join(" "),
    catalogue.names("tags", work.row).join(" "), catalogue.names("classification", work.row).join(" "),
    catalogue.names("captions", work.row).join(" // "), catalogue.cites[work.row], catalogue.cited[work.row],
    work.address,
  ]);
  return table([head, ...rows]);
}

function ris(works, catalogue) {
  return works.map((work) => [
    "TY  - RPRT", `ID  - ${work.mrn}`, `AU  - ${work.sender.replaceAll(",", "")}`,
    `TI  - ${work.subject || UNTITLED}`,
    ...(work.date.length > 4 ? [`DA  - ${work.date.replaceAll("-", "/")}`] : []),
    ...(work.date ? [`PY  - ${work.date.slice(0, 4)}`] : []),
    "M3  - Cable", `SN  - ${work.mrn}`, `DB  - ${catalogue.index.site}`,
    ...(work.handling ? [`N1  - ${work.handling}`] : []), `UR  - ${work.address}`, "ER  - ", "",
  ].join("\n")).join("\n");
}

function bibtex(works, catalogue) {
  return works.map((work) => [
    `@misc{${work.mrn},`, `  author = {{${tex(work.sender)}}},`, `  title = {{${tex(work.subject || UNTITLED)}}},`,
    `  howpublished = {Cable ${work.mrn}},`,
    ...(work.date ? [`  date = {${work.date}},`, `  year = {${work.date.slice(0, 4)}},`] : []),
    ...(work.date.length > 4 ? [`  month = ${MONTHS[Number(work.date.slice(5, 7)) - 1]},`] : []),
    `  organization = {{${tex(catalogue.index.site)}}},`,
    ...(work.handling ? [`  annotation = {${tex(work.handling)}},`] : []),
    `  url = {${work.address}}`, "}", "",
  ].join("\n")).join("\n");
}

function csl(works, catalogue) {
  return `${JSON.stringify(works.map((work) => ({
    id: work.mrn, type: "document", genre: "Cable", number: work.mrn, author: [{ literal: work.sender }],
    ...(work.subject ? { title: work.subject } : {}),
    ...(work.date ? { issued: { "date-parts": [work.date.split("-").map(Number)] } } : {}),
    archive: catalogue.index.site, note: work.handling, URL: work.address,
  })), null, 2)}\n`;
}

/** A row as COinS, as `citations/coins.py` writes it. */
export function coins(work) {
  const pairs = [["rft.btitle", work.subject], ["rft.aucorp", work.sender], ["rft.date", work.date],
    ["rft.series", `Cable ${work.mrn}`], ["rft_id", work.address]];
  const written = pairs.filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return ["ctx_ver=Z39.88-2004", "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook", "rft.genre=report", ...written].join("&");
}

/** The formats: label, suffix, type of file, and the function that writes it. */
export const FORMATS = [
  ["CSV", "csv", "text/csv", csv],
  ["RIS", "ris", "application/x-research-info-systems", ris],
  ["BibTeX", "bib", "application/x-bibtex", bibtex],
  ["CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl],
];
