/* The page that checks the quotations of a text. Text is inserted as text, never as HTML. */
import { checkText } from "./quotation-check.js";
import { QuotationIndex } from "./quotation-index.js";
import { MOST_CHARACTERS } from "./quotation-passages.js";
import { counted, element, number } from "./search-view.js";

const LABELS = {
  exact: "Exact", withheld: "Withheld", altered: "Altered", undecided: "Undecided", absent: "Not here",
};
const MOST_SHOWN = 1200;
const COPIED = 1600;

const place = document.querySelector(".rt-quotations");
const root = new URL("./", location.href);
const field = element("textarea", {
  id: "rt-quotations-text", rows: "12", spellcheck: "false", autocomplete: "off", "aria-describedby": "rt-quotations-help" });
const status = element("p", { class: "rt-search-status", role: "status" });
const body = element("div", { class: "rt-quotations-results" });
let index = null;
let turn = 0;

function build() {
  const form = element("form", { class: "rt-list-form" },
    element("label", { for: field.id }, "Text with quotations"), field,
    element("p", {}, element("button", { type: "submit", class: "rt-search-more" }, "Check the quotations"), " ",
      element("button", { type: "reset", class: "rt-search-more" }, "Clear")),
    element("p", { class: "rt-hit-about", id: "rt-quotations-help" },
      `Up to ${number(MOST_CHARACTERS)} characters. The text is not sent or kept anywhere; of the site, your `
      + "browser loads the cables that may have its words."));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.addEventListener("reset", () => {
    turn += 1;
    status.textContent = "";
    body.replaceChildren();
    field.focus();
  });
  place.replaceChildren(form, status, body);
}

async function run() {
  turn += 1;
  const own = turn;
  const isCurrent = () => own === turn;
  body.replaceChildren();
  if (!field.value.trim()) {
    status.textContent = "There is no text to check.";
    return;
  }
  status.textContent = "Checking …";
  try {
    index = index || await QuotationIndex.load(root);
    const checked = await checkText(field.value, index, (done, count) => {
      if (isCurrent()) { status.textContent = `${number(done)} of ${counted(count, "quotation")} checked …`; }
    });
    const items = await Promise.all(checked.passages.map((passage) => item(checked.text, passage)));
    if (isCurrent()) { draw(checked, items); }
  } catch {
    index = null;
    if (isCurrent()) { status.textContent = "The files of the check could not be loaded. Try again when you are connected."; }
  }
}

function draw({ passages, short, isCut }, items) {
  const counts = Object.entries(LABELS).map(([verdict, label]) => (
    [label.toLowerCase(), passages.filter(({ judgement }) => judgement.verdict === verdict).length]));
  const parts = counts.filter(([, count]) => count).map(([label, count]) => `${number(count)} ${label}`);
  status.textContent = passages.length ? `${counted(passages.length, "quotation")}: ${parts.join(", ")}.`
    : "There is no quotation in this text: none in quotation marks, and no ten words in a row that a cable has.";
  const notes = [
    isCut ? `Only the first ${number(MOST_CHARACTERS)} characters were checked. Check the rest separately.` : "",
    short ? `Not checked: ${counted(short, "short phrase")} in quotation marks.` : "",
  ].filter(Boolean);
  body.replaceChildren(...(items.length ? [element("h2", { id: "results" }, "Results")] : []),
    ...notes.map((note) => element("p", { class: "rt-quotations-note" }, note)),
    ...(items.length ? [element("ol", { class: "rt-quotes" }, ...items)] : []));
}

async function item(text, { kind, start, end, judgement }) {
  const words = text.slice(start, end).replace(/^[ \t]*(?:>[ \t]?)+/gmu, "").trim();
  const { verdict } = judgement;
  const at = judgement.cable === undefined ? null : await source(judgement);
  return element("li", { class: `rt-quote rt-quote--${verdict}` },
    element("h3", {}, element("span", { class: "rt-quote-verdict" }, LABELS[verdict]),
      ...(at ? [": ", element("a", { href: at.page }, [at.mrn, at.name].filter(Boolean).join(" "))] : [])),
    element("blockquote", {}, element("p", {}, words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)} …` : words)),
    verdict === "altered" ? difference(judgement) : "",
    ...notesOf(kind, judgement, at).map((note) => element("p", { class: "rt-quotations-note" }, note)),
    at ? citation(at.citation) : "");
}

/** Where the words of a judgement are: number, paras, page, and citation. */
async function source({ cable, words, steps }) {
  const [mrn, before, after] = await index.row(cable);
  const { names } = await index.cable(cable);
  const same = steps.filter(({ kind }) => kind === "same").map((step) => words[step.cable[0]].anchor);
  const anchors = [...new Set(same)];
  const paras = anchors.filter((anchor) => names.has(anchor));
  const [first] = paras.length ? paras : anchors;
  const last = paras[paras.length - 1];
  const folder = `cables/${encodeURIComponent(mrn)}/`;
  const target = first ? `${folder}full/#${first}` : folder;
  const base = index.address || new URL("../", root).href;
  const para = names.get(first)?.replace(/^¶/u, "");
  const pin = para && !para.startsWith("line") ? `, para. ${para}` : "";
  return {
    mrn, page: new URL(`../${target}`, root).href,
    name: paras.length > 1 ? `${names.get(first)} to ${names.get(last)}` : names.get(first) || "",
    citation: `${before}${pin}${after}${base}${target}.`,
  };
}

function notesOf(kind, { verdict, covers, steps = [] }, at) {
  const who = covers === "gap" ? "the publisher of this copy withheld something" : "this edition withholds something";
  return [
    kind === "run" ? "Your text does not mark these words as a quotation." : "",
    verdict === "withheld" ? `The words match up to a place where ${who}. Whether the rest is quoted correctly cannot be `
      + "answered here." : "",
    verdict === "altered" && covers ? `At one place within it, ${who}: the words there cannot be compared.` : "",
    verdict === "exact" && steps.some((step) => step.kind === "jump")
      ? "The quotation leaves words out, and marks where." : "",
    verdict === "absent" && index.withholds ? "No cable has these words as this edition shows them." : "",
    verdict === "undecided" ? "It is too short, or its words are in too many cables, to be looked up. Try the search." : "",
    verdict !== "absent" && verdict !== "undecided" && at && !at.name ? "The words are in a heading or in the subject." : "",
  ].filter(Boolean);
}

/* The quotation with its own words struck out and those of the cable inserted. */
function difference({ reading, words, steps }) {
  const runs = [];
  for (const { kind, quote, cable } of steps) {
    const own = reading.slice(...quote).filter(Boolean);
    const type = { same: "same", covered: "covered", jump: "jump", passed: "" }[kind] ?? "changed";
    if (!type) { continue; }
    let run = runs[runs.length - 1];
    if (!run || run.type !== type) {
      run = { type, own: [], cable: [] };
      runs.push(run);
    }
    run.own.push(...own.map((word) => word.shown));
    run.cable.push(...words.slice(...cable).map((word) => word.text));
  }
  return element("p", { class: "rt-quote-difference" },
    element("span", { class: "rt-quote-key" }, "Word by word: "), ...runs.flatMap(({ type, own, cable }) => {
      switch (type) {
        case "same": return [cable.join(" "), " "];
        case "jump": return ["… "];
        case "covered": return [element("span", { class: "rt-quote-covered" }, "[withheld]"), " "];
        default: return [
          ...(own.length ? [element("del", {}, hidden("[the quotation has: "), own.join(" "), hidden("]")), " "] : []),
          ...(cable.length ? [element("ins", {}, hidden("[the cable has: "), cable.join(" "), hidden("]")), " "] : []),
        ];
      }
    }));
}

function hidden(words) { return element("span", { class: "rt-unseen" }, words); }

function citation(words) {
  const button = element("button", { type: "button", class: "rt-copy" }, "copy");
  button.setAttribute("aria-label", "Copy the citation");
  const text = element("span", {}, words);
  button.addEventListener("click", async () => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(words);
    } else {
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
    button.textContent = "copied";
    setTimeout(() => { button.textContent = "copy"; }, COPIED);
  });
  return element("p", { class: "rt-quote-citation" }, text, " ", button);
}

build();
