/* Reading a cable: switches a para between reading text and source, and shows the position. */
(function () {
  "use strict";

  var MIN_PARAS = 5;

  /* --- As received --- */

  function addReceived() {
    if (location.protocol === "file:") { return; }
    document.querySelectorAll(".rt-para .rt-tools").forEach(function (tools) {
      var source = tools.querySelector("a");
      var range = source && /(\d+)(?:–(\d+))?$/.exec(source.textContent);
      if (!range) { return; }
      var para = tools.closest(".rt-para");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "rt-copy";
      button.textContent = "as received";
      button.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-label", para.getAttribute("aria-label") + " as received");
      button.addEventListener("click", function () {
        toggle(para, button, source.href, Number(range[1]), Number(range[2] || range[1]));
      });
      tools.append(" ", button);
    });
  }

  function toggle(para, button, address, first, last) {
    var pressed = button.getAttribute("aria-pressed") !== "true";
    var body = para.querySelector(".rt-body");
    button.setAttribute("aria-pressed", String(pressed));
    if (para.querySelector(".rt-received")) {
      show(para, body, pressed);
      return;
    }
    window.reftel.elsewhere.page(address).then(function (page) {
      var box = document.createElement("div");
      box.className = "rt-received";
      if (page) { box.append(lines(page, first, last)); } else { box.textContent = "The source could not be loaded."; }
      body.after(box);
      show(para, body, button.getAttribute("aria-pressed") === "true");
    });
  }

  function show(para, body, received) {
    body.hidden = received;
    para.querySelector(".rt-received").hidden = !received;
  }

  function lines(page, first, last) {
    var list = document.createElement("ol");
    list.start = first;
    list.setAttribute("aria-label", "Source lines");
    for (var number = first; number <= last; number += 1) {
      var row = page.getElementById("L" + number);
      var item = document.createElement("li");
      item.textContent = row ? row.querySelector("td").textContent : "";
      list.append(item);
    }
    return list;
  }

  /* --- Position in the cable --- */

  function addPosition() {
    var paras = Array.from(document.querySelectorAll(".rt-para"));
    if (paras.length < MIN_PARAS) { return; }
    var bar = document.createElement("div");
    var label = document.createElement("span");
    var fill = document.createElement("i");
    bar.className = "rt-position";
    bar.setAttribute("aria-hidden", "true");
    bar.append(label, fill);
    document.body.append(bar);
    var waiting = false;
    function update() {
      waiting = false;
      var top = paras[0].getBoundingClientRect().top;
      var end = paras[paras.length - 1].getBoundingClientRect().bottom;
      var line = innerHeight / 3;
      var share = Math.min(1, Math.max(0, (line - top) / Math.max(1, end - top)));
      if (end < innerHeight) { share = 1; }
      var at = paras.filter(function (para) { return para.getBoundingClientRect().top <= line; }).pop();
      var number = at && at.querySelector(".rt-number");
      bar.classList.toggle("rt-position--shown", Boolean(at) && top < 0);
      label.textContent = number ? number.textContent + " · " + Math.round(share * 100) + " %" : "";
      fill.style.transform = "scaleX(" + share + ")";
    }
    document.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; requestAnimationFrame(update); }
    }, { passive: true });
    update();
  }

  addReceived();
  addPosition();
})();
