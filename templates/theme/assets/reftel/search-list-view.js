/* The form for a list of names or numbers, and the matrix of what was found of them. */
import { table } from "./search-files.js";
import { MAX_CABLES, MAX_LINES, linesOf, matrixOf, matrixRows } from "./search-list.js";
import { fileButton } from "./search-take.js";
import { counted, element } from "./search-view.js";

const SHOWN = 50;

/** The form: a field for the list, and whether its lines are exact phrases. `search` gets both. */
export function listForm(search) {
  const field = element("textarea", { id: "rt-list-lines", rows: "6", spellcheck: "false", autocomplete: "off" });
  const exact = element("input", { type: "checkbox", id: "rt-list-exact" });
  const form = element("form", { class: "rt-list-form" },
    element("label", { for: "rt-list-lines" }, "Names or numbers, one on each line"), field,
    element("p", {}, exact, " ", element("label", { for: "rt-list-exact" },
      "Each line is an exact phrase (otherwise a query with operators)")),
    element("p", {}, element("button", { type: "submit", class: "rt-search-more" }, "Search the list")),
    element("p", { class: "rt-hit-about" }, `Up to ${MAX_LINES} lines. The list is searched in your browser `
      + "and not sent to the server. It is kept in the address of this page after the #, and so in the "
      + "history of the browser."));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search({ list: field.value.trim(), exact: exact.checked });
  });
  return { form, fill: (state) => { field.value = state.list; exact.checked = state.exact; } };
}

/** Search a list and show the matrix; `addressOf(query)` is the address of a search. */
export async function drawMatrix({ body, notes, status }, state, addressOf, isCurrent) {
  const { lines, isCut } = linesOf(state.list);
  const matrix = await matrixOf(lines, state.exact, state.filters, (done) => {
    status.textContent = `${done} of ${counted(lines.length, "line")} searched …`;
    return isCurrent();
  });
  if (!isCurrent()) { return; }
  const hits = matrix.columns.filter((column) => column.cables);
  status.textContent = `${hits.length} of ${counted(lines.length, "line")} found in `
    + `${counted(matrix.cables.length, "cable")}.`;
  notes.replaceChildren(...notesOf(matrix, isCut).map((words) => element("p", {}, words)));
  const written = element("span", { role: "status" });
  if (!hits.length) { return; }
  body.replaceChildren(matrixTable(matrix, hits, addressOf),
    element("p", { class: "rt-search-take" }, "Download this matrix: ",
      fileButton(["CSV", "csv", "text/csv"], "matrix", async () => table(matrixRows(matrix)), written), " ", written));
}

function notesOf({ columns }, isCut) {
  const nowhere = columns.filter((column) => !column.cables).map((column) => `“${column.line}”`);
  const many = columns.filter((column) => column.isCut).map((column) => `“${column.line}”`);
  return [
    isCut ? `Only the first ${MAX_LINES} lines were searched.` : "",
    nowhere.length ? `In no cable: ${nowhere.join(", ")}.` : "",
    many.length ? `Only the first ${MAX_CABLES} cables are counted of ${many.join(", ")}.` : "",
  ].filter(Boolean);
}

function matrixTable({ cables }, columns, addressOf) {
  const rows = element("tbody");
  const more = element("button", { type: "button", class: "rt-search-more" }, "More cables");
  let shown = 0;
  const show = () => {
    const added = cables.slice(shown, shown + SHOWN).map((cable) => matrixRow(cable, columns, addressOf));
    rows.append(...added);
    if (shown) { added[0].querySelector("a").focus(); }
    shown += added.length;
    more.hidden = shown >= cables.length;
  };
  more.addEventListener("click", show);
  show();
  const heads = columns.map(({ line, query, hits }) => element("th", { scope: "col" },
    element("a", { href: addressOf(query) }, line), element("small", {}, ` ${hits.toLocaleString("en")}`)));
  return element("div", { class: "rt-matrix", tabindex: "0", role: "region", "aria-label": "Cables by lines of the list" },
    element("table", { class: "rt-matrix-table" },
      element("caption", { class: "rt-offscreen" }, "Paragraphs of each cable with each line of the list"),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Cable"), ...heads)), rows),
    more);
}

function matrixRow({ group, hits }, columns, addressOf) {
  const { mrn } = group;
  return element("tr", {},
    element("th", { scope: "row" }, element("a", { href: group.url }, mrn),
      element("small", {}, ` ${[group.date, group.title].filter(Boolean).join(" · ")}`)),
    ...columns.map(({ line, query }) => element("td", { "data-line": line }, hits.has(line)
      ? element("a", { href: addressOf(`${query} in:${mrn}`) }, hits.get(line).toLocaleString("en")) : "")));
}
