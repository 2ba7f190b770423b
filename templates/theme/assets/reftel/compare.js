/* Answers of chosen posts side by side. The choice is in the address after the #. */
(function () {
  "use strict";

  var MAX_STATE = 10000;
  var picks = Array.from(document.querySelectorAll(".rt-pick"));
  var beside = document.createElement("div");
  var status = document.createElement("p");
  var heading = document.createElement("h2");
  var turn = 0;

  if (picks.length < 2) { return; }

  function boxOf(pick) { return pick.querySelector("input"); }

  function build() {
    var matrix = document.querySelector(".rt-by-post--one");
    var help = document.createElement("p");
    help.textContent = "Tick posts to set their answers side by side.";
    help.className = "rt-lead";
    matrix.before(help);
    picks.forEach(function (pick) {
      var label = document.createElement("label");
      var box = document.createElement("input");
      box.type = "checkbox";
      box.value = pick.dataset.post;
      box.addEventListener("change", change);
      label.append(box, " ", pick.textContent);
      pick.replaceChildren(label);
    });
    status.className = "rt-pick-status";
    status.setAttribute("role", "status");
    heading.id = "side-by-side";
    heading.textContent = "Side by side";
    heading.tabIndex = -1;
    beside.className = "rt-columns-of-posts";
    matrix.after(status, heading, beside);
  }

  function chosen() { return picks.filter(function (pick) { return boxOf(pick).checked; }); }

  function change() {
    var names = chosen().map(function (pick) { return encodeURIComponent(pick.dataset.post); });
    history.replaceState(null, "", location.pathname + location.search + (names.length ? "#posts=" + names.join(",") : ""));
    draw();
  }

  /* The answers of a post, copied from the pages that hold them; null where a page cannot be loaded. */
  function answersOf(pick) {
    var addresses = pick.dataset.pages ? pick.dataset.pages.split(" ") : [location.href];
    return Promise.all(addresses.map(function (address) {
      var url = new URL(address, location.href);
      return window.reftel.elsewhere.page(url.href).then(function (page) {
        if (!page) { return null; }
        return Array.from(page.querySelectorAll(".rt-answers > .rt-beside")).filter(function (section) {
          return section.dataset.post === pick.dataset.post;
        }).map(function (section) { return copied(section, url); });
      });
    })).then(function (lists) {
      return lists.includes(null) ? null : lists.flat();
    });
  }

  /* A copy of an answer for this page: links that lead where they led, no ids, a lower heading. */
  function copied(section, url) {
    var copy = document.importNode(section, true);
    copy.hidden = false;
    copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    copy.querySelectorAll("a[href]").forEach(function (link) { link.href = new URL(link.getAttribute("href"), url).href; });
    copy.querySelectorAll(".headerlink").forEach(function (link) { link.remove(); });
    copy.querySelectorAll("h2").forEach(function (title) {
      var lower = document.createElement("h3");
      lower.append(...title.childNodes);
      title.replaceWith(lower);
    });
    return copy;
  }

  function draw() {
    var all = document.querySelector(".rt-answers");
    var wanted = chosen();
    var now = ++turn;
    heading.hidden = beside.hidden = !wanted.length;
    if (all) { all.hidden = Boolean(wanted.length); }
    if (!wanted.length) { status.replaceChildren(); return; }
    Promise.all(wanted.map(answersOf)).then(function (lists) {
      if (now !== turn) { return; }
      beside.replaceChildren(...lists.map(function (sections, at) {
        var column = document.createElement("div");
        column.append(...(sections || [missing(wanted[at])]));
        return column;
      }));
      say(wanted, lists);
    });
  }

  function missing(pick) {
    var note = document.createElement("p");
    note.textContent = "The answers of " + pick.textContent.trim() + " could not be loaded. The table leads to them.";
    return note;
  }

  function say(wanted, lists) {
    var count = lists.reduce(function (sum, sections) { return sum + (sections || []).length; }, 0);
    var link = document.createElement("a");
    link.href = "#side-by-side";
    link.textContent = "Go to them";
    link.addEventListener("click", function (event) {
      event.preventDefault();
      heading.scrollIntoView();
      heading.focus();
    });
    status.replaceChildren(count + (count === 1 ? " answer" : " answers") + " of "
      + wanted.map(function (pick) { return pick.textContent.trim(); }).join(", ") + " side by side. ", link);
  }

  function read() {
    var names = new URLSearchParams(location.hash.slice(1, MAX_STATE)).get("posts");
    picks.forEach(function (pick) {
      boxOf(pick).checked = names !== null && names.split(",").includes(pick.dataset.post);
    });
    draw();
  }

  build();
  window.addEventListener("hashchange", read);
  read();
})();
