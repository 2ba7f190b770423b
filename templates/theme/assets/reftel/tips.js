/* Meanings of abbreviations and previews of references, on hover, focus and touch. The meaning is in
   the title attribute, which works without scripts, but only with a mouse. */
(function () {
  "use strict";

  var TIPPED = ".md-content a.rt-term, .md-content a.rt-open, .md-content a.rt-ref, .md-content a.rt-missing, .md-content a.rt-note, .md-content a.rt-name";
  var PREVIEWED = "a.rt-ref, a.rt-missing";
  var MAX_PREVIEW = 420;
  var HEADING = /^H[1-6]$/;
  var tip = null;

  function hideTip() {
    if (!tip) { return; }
    tip.link.removeAttribute("aria-describedby");
    tip.box.remove();
    tip = null;
  }

  function showTip(link, touched) {
    if (tip && tip.link === link) { return; }
    hideTip();
    if (!link.dataset.meaning) { return; }
    var box = document.createElement("div");
    box.className = "rt-tip";
    box.id = "rt-tip";
    box.setAttribute("role", "tooltip");
    var meaning = document.createElement("span");
    meaning.textContent = link.dataset.meaning;
    box.append(meaning);
    if (touched) {
      var onward = document.createElement("a");
      onward.href = link.href;
      onward.textContent = "Open";
      box.append(onward);
    }
    document.body.append(box);
    place(link, box);
    link.setAttribute("aria-describedby", box.id);
    tip = { link: link, box: box };
    if (link.matches(PREVIEWED)) { addPreview(link, box); }
  }

  function place(link, box) {
    var at = link.getClientRects()[0] || link.getBoundingClientRect();
    var left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    var above = at.top - box.offsetHeight - 6;
    var header = document.querySelector(".md-header");
    var top = above > (header ? header.offsetHeight : 0) ? above : at.bottom + 6;
    box.style.left = Math.max(8, left) + window.scrollX + "px";
    box.style.top = top + window.scrollY + "px";
  }

  function addPreview(link, box) {
    window.reftel.elsewhere.page(link.href).then(function (page) {
      var words = page && preview(page, idOf(link));
      if (!words || !tip || tip.box !== box) { return; }
      var shown = document.createElement("span");
      shown.className = "rt-preview";
      shown.textContent = words;
      box.querySelector("span").after(shown);
      place(link, box);
    });
  }

  /* The id in a link; empty if it has an invalid %. */
  function idOf(link) {
    try { return decodeURIComponent(new URL(link.href).hash.slice(1)); } catch (error) { return ""; }
  }

  /* The text of the para or entry that a link leads to; for a cable, its lead and contents. */
  function preview(page, id) {
    var target = id && page.getElementById(id);
    if (target) {
      var body = target.querySelector(".rt-body") || target;
      return cut(HEADING.test(target.tagName) ? entry(target) : body.textContent);
    }
    var lead = page.querySelector(".md-content .rt-lead");
    var rows = page.querySelectorAll("#contents ~ .md-typeset__scrollwrap td:first-child, #contents + table td:first-child");
    var titles = Array.from(rows, function (cell) { return cell.textContent.trim(); });
    return cut([lead ? lead.textContent.trim() : "", titles.join("; ")].filter(Boolean).join(". "));
  }

  /* The text between a heading and the next one. */
  function entry(heading) {
    var texts = [];
    for (var next = heading.nextElementSibling; next && !HEADING.test(next.tagName); next = next.nextElementSibling) {
      texts.push(next.textContent);
    }
    return texts.join(" ");
  }

  function cut(text) {
    var words = text.replace(/\s+/g, " ").trim();
    return words.length <= MAX_PREVIEW ? words : words.slice(0, words.lastIndexOf(" ", MAX_PREVIEW)) + " …";
  }

  function tipped(event) {
    return event.target.closest ? event.target.closest(TIPPED) : null;
  }

  function takeTitles() {
    document.querySelectorAll(TIPPED).forEach(function (link) {
      if (link.title) {
        link.dataset.meaning = link.title;
        link.removeAttribute("title");
      }
    });
  }

  function listen() {
    var touch = false;
    document.addEventListener("pointerdown", function (event) {
      touch = event.pointerType === "touch";
      if (tip && !tip.box.contains(event.target) && tipped(event) !== tip.link) { hideTip(); }
    }, true);
    document.addEventListener("pointerover", function (event) {
      var link = tipped(event);
      if (event.pointerType === "touch") { return; }
      if (link) { showTip(link, false); } else if (tip && !tip.box.contains(event.target)) { hideTip(); }
    });
    document.addEventListener("focusin", function (event) {
      var link = tipped(event);
      if (link && !touch) { showTip(link, false); } else if (tip && !tip.box.contains(event.target)) { hideTip(); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { hideTip(); }
    });
    /* The first touch shows the meaning; the second, or the link "Open", follows the link. */
    document.addEventListener("click", function (event) {
      var link = tipped(event);
      if (!link || !touch || !link.dataset.meaning || (tip && tip.link === link)) { return; }
      event.preventDefault();
      event.stopImmediatePropagation();
      showTip(link, true);
    }, true);
  }

  takeTitles();
  listen();
})();
