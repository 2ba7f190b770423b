/* Buttons that copy a paragraph's address, a button that hides all questions of a page, and the
   filter of the glossary. */
(function () {
  "use strict";

  function say(button, words) {
    button.dataset.label = button.dataset.label || button.textContent;
    button.textContent = words;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(function () { button.textContent = button.dataset.label; }, 1600);
  }

  function copy(text, button) {
    var done = function () { say(button, "copied"); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () { fallback(text, done); });
    } else {
      fallback(text, done);
    }
  }

  /* Without TLS there is no clipboard API. */
  function fallback(text, done) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "rt-offscreen";
    document.body.appendChild(field);
    field.select();
    if (document.execCommand("copy")) { done(); }
    field.remove();
  }

  function addCopyButtons() {
    document.querySelectorAll(".rt-para .rt-tools").forEach(function (tools) {
      if (tools.querySelector(".rt-copy")) { return; }
      var number = tools.closest(".rt-para").querySelector(".rt-number");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "rt-copy";
      button.textContent = "copy link";
      button.setAttribute("aria-label", "Copy link to " + tools.closest(".rt-para").getAttribute("aria-label"));
      button.addEventListener("click", function () { copy(number.href, button); });
      tools.append(" ", button);
    });
  }

  function addFolding() {
    var questions = document.querySelectorAll("details.rt-question");
    var first = document.querySelector(".rt-para");
    if (!questions.length || !first || document.querySelector(".rt-folding")) { return; }
    var row = document.createElement("p");
    var button = document.createElement("button");
    row.className = "rt-folding";
    button.type = "button";
    button.className = "rt-copy";
    button.textContent = "Hide questions";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var folded = button.getAttribute("aria-pressed") === "true";
      questions.forEach(function (question) { question.open = folded; });
      button.setAttribute("aria-pressed", String(!folded));
      button.textContent = folded ? "Hide questions" : "Show questions";
    });
    row.append(button);
    first.before(row);
  }

  function addFilter() {
    document.querySelectorAll(".rt-filter").forEach(function (place) {
      if (place.firstChild) { return; }
      var rows = Array.from(document.querySelectorAll(place.dataset.filter)).filter(function (row) {
        return row.querySelector("td");
      });
      var label = document.createElement("label");
      var field = document.createElement("input");
      var count = document.createElement("output");
      field.type = "search";
      field.autocomplete = "off";
      label.append(place.dataset.filterLabel, document.createElement("br"), field);
      field.addEventListener("input", function () {
        var words = fold(field.value).split(/\s+/).filter(Boolean);
        var shown = 0;
        rows.forEach(function (row) {
          var text = fold(row.textContent);
          row.hidden = !words.every(function (word) { return text.includes(word); });
          if (!row.hidden) { shown += 1; }
        });
        document.querySelectorAll(".rt-az").forEach(function (list) {
          list.hidden = !list.querySelector("tbody tr:not([hidden])");
        });
        count.textContent = words.length ? shown + " of " + rows.length : "";
      });
      place.append(label, count);
    });
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function start() {
    addCopyButtons();
    addFolding();
    addFilter();
  }

  start();

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".md-content details:not([open])").forEach(function (question) {
      question.open = true;
    });
  });
})();
