/* Citations: a button on each paragraph opens them with its number and address; they can be copied
   with one click or saved as files. The texts are in the page, with marked places for the paragraph. */
(function () {
  "use strict";

  /* The site's address, or the one from which the page was loaded. A copy opened from a disk has no
     address that others could follow. */
  function root(block) {
    var base = new URL(block.dataset.root, document.baseURI);
    return base.protocol === "file:" ? "" : base.origin + base.pathname;
  }

  /* A citation as plain text; `para` is null for the whole cable. */
  function filled(block, text, para) {
    var copy = text.cloneNode(true);
    copy.querySelectorAll("[data-address]").forEach(function (place) {
      var full = para && place.dataset.address === "full";
      place.textContent = root(block) + (full ? block.dataset.full + "#" + para.anchor : block.dataset.cable);
    });
    copy.querySelectorAll("[data-pin]").forEach(function (place) {
      var value = para ? para[place.dataset.pin] : "";
      place.textContent = value ? place.dataset.before + value + (place.dataset.after || "") : "";
    });
    return copy;
  }

  window.reftel = window.reftel || {};
  window.reftel.citation = filled;

  function selectAndCopy(text) {
    var range = document.createRange();
    range.selectNodeContents(text);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  /* Without TLS there is no clipboard API; then the text is selected and copied, or at least
     selected. */
  function copy(text, status) {
    var fallback = function () {
      status.textContent = selectAndCopy(text) ? "Copied." : "Selected: press Ctrl+C or ⌘C.";
    };
    if (!navigator.clipboard || !window.isSecureContext) { fallback(); return; }
    write(text).then(function () { status.textContent = "Copied."; }, fallback);
  }

  /* Copies with italics, for pasting into a manuscript. */
  function write(text) {
    if (!text.querySelector("i") || !window.ClipboardItem) {
      return navigator.clipboard.writeText(text.textContent);
    }
    return navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([text.textContent], { type: "text/plain" }),
      "text/html": new Blob([text.innerHTML], { type: "text/html" })
    })]);
  }

  function make(name, className, words) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (words) { element.textContent = words; }
    return element;
  }

  function button(words, label, act) {
    var node = make("button", "rt-copy", words);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.addEventListener("click", act);
    return node;
  }

  function addCopying(list) {
    list.querySelectorAll("dt").forEach(function (term) {
      var text = term.nextElementSibling.firstElementChild;
      text = text && text.localName === "pre" ? text : term.nextElementSibling;
      var status = make("span", "rt-cite-status");
      status.setAttribute("role", "status");
      var label = "Copy " + term.textContent.trim();
      term.append(" ", button("copy", label, function () { copy(text, status); }), " ", status);
    });
  }

  /* In a dialog, the links lead to files generated here, which include the paragraph. */
  function addSaving(list, name, urls) {
    list.querySelectorAll("dt a[download]").forEach(function (link) {
      var text = link.parentElement.nextElementSibling.textContent + "\n";
      var url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      urls.push(url);
      link.href = url;
      link.download = name + "." + link.download.split(".").pop();
    });
  }

  function open(block, texts, para) {
    var urls = [];
    var dialog = make("dialog", "rt-cite-dialog md-typeset");
    var name = block.dataset.mrn + (para.name ? " ¶" + para.name : "");
    var title = make("h2", "", "Cite " + name);
    title.id = "rt-cite-title";
    dialog.setAttribute("aria-labelledby", title.id);
    var list = filled(block, texts, para);
    addSaving(list, block.dataset.mrn + "-" + para.anchor, urls);
    addCopying(list);
    var close = button("close", "Close", function () { dialog.close(); });
    var head = make("div", "rt-cite-head");
    head.append(title, close);
    dialog.append(head, list);
    dialog.addEventListener("click", function (event) { if (event.target === dialog) { dialog.close(); } });
    dialog.addEventListener("close", function () {
      urls.forEach(function (url) { URL.revokeObjectURL(url); });
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  function paraOf(section) {
    var name = section.querySelector(".rt-number").textContent.trim().replace(/^[¶§]/, "");
    return { anchor: section.id, name: name };
  }

  function start() {
    var block = document.querySelector("details.rt-cite");
    if (!block || block.dataset.ready) { return; }
    block.dataset.ready = "yes";
    var texts = block.querySelector("dl");
    var list = filled(block, texts, null);
    addCopying(list);
    texts.replaceWith(list);
    document.querySelectorAll(".rt-para .rt-tools").forEach(function (tools) {
      var section = tools.closest(".rt-para");
      var label = "Cite " + section.getAttribute("aria-label");
      tools.append(" ", button("cite", label, function () { open(block, texts, paraOf(section)); }));
    });
  }

  if (window.document$ && window.document$.subscribe) {
    window.document$.subscribe(start);
  } else {
    document.addEventListener("DOMContentLoaded", start);
  }
})();
