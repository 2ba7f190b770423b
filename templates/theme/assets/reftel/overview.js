/* The overview: cells of the table of posts and years lead to the catalogue narrowed to them; the list of
   copies with faults has a filter by state and words. */
import { element } from "./search-view.js";

function narrowCells() {
  document.querySelectorAll("table.rt-heat").forEach((table) => {
    table.querySelectorAll("a[data-year]").forEach((link) => {
      const state = new URLSearchParams();
      JSON.parse(link.closest("tr").dataset.posts).forEach((post) => state.append("post", post));
      state.append("year", link.dataset.year);
      link.href = `${table.dataset.catalogue}#${state}`;
    });
  });
}

function addFilter(list) {
  const rows = [...list.querySelectorAll("tbody tr")];
  const stateOf = (row) => row.cells[0].textContent;
  const states = [...new Set(rows.map(stateOf))];
  const field = element("input", { type: "search", autocomplete: "off", id: "rt-fault-words" });
  const select = element("select", { id: "rt-fault-state" },
    ...["All states", ...states].map((state) => element("option", {}, state)));
  const count = element("output", { for: "rt-fault-state rt-fault-words" });
  const apply = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !((select.selectedIndex === 0 || stateOf(row) === select.value) && words.every((word) => text.includes(word)));
    });
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} copies`;
  };
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && list.contains(target)) {
      select.value = stateOf(target.closest("tr"));
      apply();
    }
  };
  select.addEventListener("change", apply);
  field.addEventListener("input", apply);
  window.addEventListener("hashchange", follow);
  const named = (words, control) => element("span", {}, element("label", { for: control.id }, words), control);
  list.before(element("div", { class: "rt-filter rt-filter--states", role: "search", "aria-label": "Copies" },
    states.length > 1 ? named("State", select) : "", named("Words, such as a post or a year", field), count));
  apply();
  follow();
}

if (location.protocol !== "file:") { narrowCells(); }
document.querySelectorAll(".rt-list--faults").forEach(addFilter);
