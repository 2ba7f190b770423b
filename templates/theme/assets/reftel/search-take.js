/* Results as files: the paragraphs as CSV, their cables as RIS, BibTeX and CSL-JSON. */
import { collected } from "./search-collect.js";
import { save, table } from "./search-files.js";
import { counted, element } from "./search-view.js";

const CSV = ["CSV", "csv", "text/csv"];
const HEAD = ["mrn", "date", "post", "title", "paragraph", "matches", "left", "keyword", "right", "address"];
const MAX_LISTED = 40;
const NO_CONTEXT = { left: "", keyword: "", right: "" };

/**
 * A line of buttons that write files of all results. `answer` searches again, so that what is shown
 * stays; `catalogue` is the address of the catalogue's folder, which a small collection does not have.
 */
export function takingLine(answer, catalogue) {
  const status = element("span", { role: "status" });
  const buttons = element("span", {}, paraButton(answer, status));
  if (catalogue) { void addCitations(buttons, answer, catalogue, status); }
  const listing = window.reftel?.listButton?.("Add to reading list", () => piecesOf(answer)) || "";
  return element("p", { class: "rt-search-take" }, "Download these results: ", buttons, " ", listing, " ", status);
}

/* The paras found in the first cables, for the reading list of sites that have one. */
async function piecesOf(answer) {
  const groups = await collected(await answer(), MAX_LISTED, () => true);
  return groups.flatMap(({ group, hits }) => hits.map(({ plain }) => new URL(plain).hash.slice(1))
    .filter((anchor) => group.mrn && /^[pl]-/.test(anchor)).map((anchor) => ({ mrn: group.mrn, anchors: [anchor] })));
}

/** A button that writes a file: `write` gives its text, or nothing if the reader stopped it. */
export function fileButton([label, suffix, type], name, write, status) {
  const button = element("button", { type: "button", class: "rt-search-more" }, label);
  let isRunning = false;
  button.addEventListener("click", async () => {
    if (isRunning) { isRunning = false; return; }
    isRunning = true;
    button.textContent = "Stop";
    try {
      const text = await write((words) => { status.textContent = words; return isRunning; });
      if (isRunning) { save(`${name}.${suffix}`, type, text); }
      status.textContent = isRunning ? `${name}.${suffix} was written.` : "Stopped.";
    } catch {
      status.textContent = "The results could not be loaded.";
    }
    isRunning = false;
    button.textContent = label;
  });
  return button;
}

function loaded(answer, report) {
  return collected(answer, Infinity, (number) => report(`${counted(number, "cable")} loaded …`));
}

function paraButton(answer, status) {
  return fileButton(CSV, "paragraphs", async (report) => {
    const groups = await loaded(await answer(), report);
    return table([HEAD, ...groups.flatMap(({ group, hits }) => hits.map((hit) => paraRow(group, hit)))]);
  }, status);
}

/* With the context of the first match. */
function paraRow({ mrn, date, post, title }, { label, contexts, plain }) {
  const { left, keyword, right } = contexts[0] || NO_CONTEXT;
  return [mrn, date, post, title, label, contexts.length, left, keyword, right, plain];
}

async function addCitations(buttons, answer, address, status) {
  const { Catalogue } = await import("./catalogue-data.js");
  const { FORMATS } = await import("./catalogue-formats.js");
  for (const [label, suffix, type, write] of FORMATS.filter((format) => format[1] !== CSV[1])) {
    buttons.append(" ", fileButton([label, suffix, type], "cables", async (report) => {
      const groups = await loaded(await answer(), report);
      const catalogue = await Catalogue.load(new URL(address, document.baseURI), new URLSearchParams());
      return write(await catalogue.worksOf(cablesOf(groups)), catalogue);
    }, status));
  }
}

function cablesOf(groups) {
  return groups.filter(({ group }) => group.mrn).map(({ group }) => ({ mrn: group.mrn, date: group.date }));
}
