/* Filters the events of a chronology by post and TAGS. The choice is in the address after the #, and
   links to the parts of a long list keep it. The data are loaded when the filter is opened. */
import { element, number } from "./search-view.js";

const MAX_STATE = 1000;
const place = document.querySelector(".rt-event-filter");
const rows = [...document.querySelectorAll(".rt-events tbody tr")];
const periods = [...document.querySelectorAll("[data-period]")].map((name) => ({
  key: name.dataset.period, link: name.closest("a"), href: name.closest("a").getAttribute("href"),
  item: name.closest(".rt-parts li"), count: name.closest(".rt-parts li")?.querySelector("small"),
}));
const usual = new Map(periods.map(({ count }) => [count, count?.textContent]));
let loading = null;

function load() {
  loading ||= fetch(new URL(place.dataset.events, document.baseURI))
    .then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  return loading;
}

/* Whether one of the cables that describe an event is of the post and has the TAGS. */
function matcher(data, { post, tags }) {
  const at = data.posts.indexOf(post);
  const tag = data.tags.indexOf(tags);
  const fits = data.cables.map(([own, ...codes]) => (!post || own === at) && (!tags || codes.includes(tag)));
  return (event) => (Array.isArray(event) ? event.some((cable) => fits[cable]) : fits[event]);
}

/* The events on the pages of a part: those of 2008-03 are also events of 2008. */
function eventsOf(data, key) {
  return Object.entries(data.events).filter(([name]) => name === key || name.startsWith(`${key}-`))
    .flatMap(([, events]) => events);
}

function state() {
  const parameters = new URLSearchParams(location.hash.slice(1, MAX_STATE));
  return { post: parameters.get("post") || "", tags: parameters.get("tags") || "" };
}

function fragment({ post, tags }) {
  const parameters = new URLSearchParams();
  if (post) { parameters.set("post", post); }
  if (tags) { parameters.set("tags", tags); }
  return parameters.size ? `#${parameters}` : "";
}

function apply(data, wanted) {
  const active = Boolean(wanted.post || wanted.tags);
  const fits = matcher(data, wanted);
  const own = data.events[place.dataset.page] || [];
  const listed = own.length && own.length === rows.length;
  let found = 0;
  let all = 0;
  if (listed) {
    rows.forEach((row, at) => { row.hidden = !fits(own[at]); });
    found = own.filter(fits).length;
    all = own.length;
  }
  periods.forEach(({ key, link, href, item, count }) => {
    link.setAttribute("href", href + fragment(wanted));
    if (!item) { return; }
    const events = eventsOf(data, key);
    const many = events.filter(fits).length;
    found += many;
    all += events.length;
    item.hidden = !many;
    count.textContent = active ? number(many) : usual.get(count);
  });
  document.querySelectorAll(".rt-parts").forEach((part) => { part.hidden = !part.querySelector("li:not([hidden])"); });
  document.querySelectorAll(".rt-unfiltered").forEach((part) => { part.hidden = active; });
  document.querySelectorAll(".rt-early").forEach((early) => {
    early.hidden = !early.querySelector("li:not([hidden])");
    if (active) { early.open = true; }
  });
  view.status.textContent = active ? `${number(found)} of ${number(all)} events on this page and its parts` : "";
  view.clear.hidden = !active;
}

function options(select, label, names, labelOf) {
  const first = element("option", {}, label);
  first.value = "";
  select.replaceChildren(first, ...[...names].sort().map((name) => {
    const option = element("option", {}, labelOf(name));
    option.value = name;
    return option;
  }));
}

async function show() {
  const data = await load();
  if (!data) {
    view.status.textContent = "The filter could not be loaded.";
    return;
  }
  if (!view.post.options.length) {
    options(view.post, "All posts", data.posts, (name) => name);
    options(view.tags, "All TAGS", data.tags, (code) => (
      data.meanings[code] ? `${code} – ${data.meanings[code]}` : code));
  }
  const wanted = state();
  view.post.value = data.posts.includes(wanted.post) ? wanted.post : "";
  view.tags.value = data.tags.includes(wanted.tags) ? wanted.tags : "";
  apply(data, { post: view.post.value, tags: view.tags.value });
}

function choose(wanted) {
  history.replaceState(null, "", location.pathname + location.search + fragment(wanted));
  return show();
}

function build() {
  const post = element("select", { id: "rt-event-post" });
  const tags = element("select", { id: "rt-event-tags" });
  const status = element("p", { class: "rt-search-status", role: "status" });
  const clear = element("button", { type: "button", class: "rt-search-more" }, "Show all events");
  const box = element("details", { class: "rt-choice-box" }, element("summary", {}, "Filter by post and TAGS"),
    element("div", { class: "rt-choices" },
      element("p", {}, element("label", { for: post.id }, "Post"), post),
      element("p", {}, element("label", { for: tags.id }, "TAGS"), tags)));
  [post, tags].forEach((select) => select.addEventListener("change", () => choose({ post: post.value, tags: tags.value })));
  clear.addEventListener("click", async () => {
    await choose({ post: "", tags: "" });
    post.focus();
  });
  clear.hidden = true;
  box.addEventListener("toggle", () => { if (box.open) { void show(); } });
  place.append(box, status, clear);
  return { post, tags, status, clear, box };
}

const view = place ? build() : null;

function start() {
  const { post, tags } = state();
  if (post || tags) { view.box.open = true; }
}

if (view) {
  window.addEventListener("hashchange", () => { if (view.box.open) { void show(); } });
  start();
}
