/* The documents of the index: a cable, or another page, with its passages. */
import { loadDocument } from "./search-index.js";
import { hiddenName } from "./search-match.js";
import { ROOT } from "./search-packed.js";
import { indexed, words } from "./search-words.js";

/* Documents that were read, while a query is typed and for the next one. */
const MOST_KEPT = 500;
const read = new Map();

/** The document with a number in a volume: {url, meta, filters, passages}. */
export function readDocument({ volume, number }) {
  const id = `${volume.name}/${number}`;
  if (!read.has(id)) {
    if (read.size >= MOST_KEPT) { read.delete(read.keys().next().value); }
    read.set(id, loaded(volume, number).catch((error) => { read.delete(id); throw error; }));
  }
  return read.get(id);
}

async function loaded(volume, number) {
  const data = await loadDocument(volume, number);
  const url = new URL(data.url.replace(/^\//, ""), ROOT);
  return { url, meta: data.meta, filters: data.filters, passages: passagesOf(data, url) };
}

/** The passages of a document, split at its anchors; the first has the title and the header. */
function passagesOf(data, url) {
  const text = data.content.split(/\s+/);
  const anchors = data.anchors.filter((a) => a.element === "i").sort((a, b) => a.location - b.location);
  const starts = [{ id: "", text: "", location: 0 }, ...anchors];
  return starts.map((anchor, order) => {
    const end = starts[order + 1] ? starts[order + 1].location : text.length;
    const begin = anchor.location + (anchor.text ? anchor.text.split(/\s+/).length : 0);
    const link = new URL(anchor.id, url);
    return { order, url: link, label: anchor.text, ...splitWords(text.slice(begin, end)) };
  });
}

/** The words of a passage, and the hidden words that belong to it (between ⟦ and ⟧). */
function splitWords(list) {
  const standing = [];
  const hidden = [];
  let open = null;
  for (const word of list) {
    if (word.startsWith("⟦")) { open = []; hidden.push(open); }
    if (open) {
      open.push(word.replace(/[⟦⟧]/g, ""));
      if (word.endsWith("⟧")) { open = null; }
    } else if (word) {
      standing.push(word);
    }
  }
  const terms = hidden.map((term) => term.join(" "));
  return {
    text: indexed(standing),
    names: terms.filter((term) => !term.startsWith("# ")).flatMap(namesOf),
    numbers: terms.filter((term) => term.startsWith("# ")).flatMap((term) => words(term.slice(2))),
  };
}

/** "INM = National Migration Institute / Instituto Nacional de Migración" as hidden names. */
function namesOf(term) {
  const [short, names] = term.split(/ = (.*)/);
  return (names || "").split(" / ").map((name) => hiddenName(short, name));
}
