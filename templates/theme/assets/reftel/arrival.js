/* Marks the words of a search hit on the page and scrolls to them. The words come after the #. */
import { bare } from "./search-words.js";

const HIT = /^#([^&]+)&h=(.*)$/;

function arrive() {
  const found = HIT.exec(location.hash);
  if (!found) { return; }
  const [, id, words] = found;
  const place = document.getElementById(decoded(id));
  location.replace(`#${id}`);
  if (!place) { return; }
  mark(place, new Set(decoded(words).split(" ")));
  const first = place.querySelector("mark.rt-found");
  if (first) { afterLoad(() => show(first)); }
}

/* Until a page has loaded, the browser scrolls to the place of its address again and again. */
function afterLoad(step) {
  if (document.readyState === "complete") { requestAnimationFrame(step); return; }
  window.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(step)), { once: true });
}

function show(mark) {
  const at = mark.getBoundingClientRect();
  if (at.top < 60 || at.bottom > innerHeight - 20) { mark.scrollIntoView({ block: "center" }); }
}

/* Addresses may come from anywhere: one with an invalid % is used as it is. */
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function mark(place, wanted) {
  document.querySelectorAll("mark.rt-found").forEach((old) => old.replaceWith(...old.childNodes));
  const walker = document.createTreeWalker(place.querySelector(".rt-body") || place, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) { nodes.push(walker.currentNode); }
  for (const node of nodes) {
    const pieces = node.data.split(/(\s+)/);
    if (!pieces.some((piece) => wanted.has(bare(piece)))) { continue; }
    node.replaceWith(...pieces.map((piece) => {
      if (!bare(piece) || !wanted.has(bare(piece))) { return document.createTextNode(piece); }
      const found = document.createElement("mark");
      found.className = "rt-found";
      found.textContent = piece;
      return found;
    }));
  }
}

window.addEventListener("hashchange", arrive);
arrive();
