/* The reading list on every page: buttons that add a cable, a section or a paragraph, and a link in the
   header once the list has something in it. */
import { added, has, MAX_PIECES, ownAddress, pieceName, store, storedList, whenStored, without } from "./packet-list.js";
import { counted, element } from "./search-view.js";

const shown = [];
const status = element("div", { class: "rt-offscreen", role: "status" });

function announce(words, isStored) {
  status.textContent = `${words} ${counted(storedList().pieces.length, "piece")} in the reading list.`
    + (isStored ? "" : " This browser stores nothing: open the list before you leave this page.");
}

/* --- The link in the header --- */

function drawLink() {
  const count = storedList().pieces.length;
  let link = document.querySelector(".rt-list-open");
  if (!link && count) {
    const icon = document.querySelector(".rt-search-open svg")?.cloneNode(false);
    link = element("a", { class: "rt-list-open" }, icon || "", element("span", {}, "List"), element("b", {}));
    icon?.append(...["M5 4h14v17l-7-4-7 4z"].map(drawn));
    document.querySelector("header .rt-search-open")?.before(link);
  }
  if (!link) { return; }
  link.hidden = !count;
  link.href = ownAddress();
  link.setAttribute("aria-label", `List, ${count}: reading list with ${counted(count, "piece")}`);
  link.querySelector("b").textContent = String(count);
}

function drawn(line) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", line);
  return path;
}

/* --- Buttons --- */

/* A button that puts pieces on the list, and takes them off again. */
function listButton(pieces, words, label) {
  const button = element("button", { type: "button", class: "rt-copy rt-list-add" });
  button.addEventListener("click", () => {
    const list = storedList();
    const takes = pieces.every((piece) => has(list, piece));
    const next = takes ? pieces.reduce(without, list) : added(list, pieces);
    const isFull = !takes && pieces.some((piece) => !has(next, piece));
    const isStored = store(isFull ? list : next);
    announce(isFull ? `The list is full: it has at most ${MAX_PIECES} pieces.` : `${pieceName(pieces[0])} ${takes ? "removed." : "added."}`, isStored);
    draw();
  });
  shown.push((list) => {
    const isListed = pieces.every((piece) => has(list, piece));
    button.textContent = isListed ? "in list" : words;
    button.setAttribute("aria-label", isListed ? `${label}: in list. Take off the reading list` : `${label}: ${words}`);
    button.classList.toggle("rt-list-add--in", isListed);
  });
  return button;
}

function draw() {
  const list = storedList();
  shown.forEach((show) => show(list));
  drawLink();
}

function addButtons(block) {
  const { mrn } = block.dataset;
  const paras = [...document.querySelectorAll(".rt-para")];
  paras.forEach((para) => {
    const button = listButton([{ mrn, anchors: [para.id] }], "add to list", para.getAttribute("aria-label"));
    para.querySelector(".rt-tools")?.append(" ", button);
  });
  const lead = document.querySelector(".rt-lead");
  const isSection = paras.length > 1 && !location.pathname.endsWith("/full/");
  if (isSection) {
    const anchors = paras.map((para) => para.id);
    lead?.append(" ", listButton([{ mrn, anchors }], "add section to list", "This section"));
  }
  lead?.append(" ", listButton([{ mrn, anchors: [] }], "add cable to list", mrn));
}

/* --- For the catalogue and the search --- */

window.reftel = window.reftel || {};

/** A button for results: `chosen()` promises pieces without notes. */
window.reftel.listButton = (words, chosen) => {
  const button = element("button", { type: "button", class: "rt-search-more" }, words);
  button.addEventListener("click", async () => {
    const pieces = await chosen();
    const next = added(storedList(), pieces);
    const isFull = pieces.some((piece) => !has(next, piece));
    const isStored = store(next);
    announce(isFull ? "The list is full: not all were added." : `${counted(pieces.length, "result")} added.`, isStored);
    draw();
  });
  return button;
};

document.body.append(status);
const block = document.querySelector("details.rt-cite");
if (block) { addButtons(block); }
draw();
whenStored(draw);
window.addEventListener("pageshow", (event) => { if (event.persisted) { draw(); } });
