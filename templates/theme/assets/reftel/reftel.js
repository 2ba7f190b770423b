/* Buttons that copy a paragraph's address, and one that folds all questions of a page. */
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

  /* An internal server without TLS gives no clipboard API. */
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
    button.textContent = "Fold questions";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var folded = button.getAttribute("aria-pressed") === "true";
      questions.forEach(function (question) { question.open = folded; });
      button.setAttribute("aria-pressed", String(!folded));
      button.textContent = folded ? "Fold questions" : "Unfold questions";
    });
    row.append(button);
    first.before(row);
  }

  function start() {
    addCopyButtons();
    addFolding();
  }

  /* With instant navigation Material tells when a page has come in; without it, once is enough. */
  if (window.document$ && window.document$.subscribe) {
    window.document$.subscribe(start);
  } else {
    document.addEventListener("DOMContentLoaded", start);
  }

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".md-content details:not([open])").forEach(function (question) {
      question.open = true;
    });
  });
})();
