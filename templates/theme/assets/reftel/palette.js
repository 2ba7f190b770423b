/* Sets the colours that a reader chose, before the page is drawn. The theme writes this into every page;
   see start.js. With the first choice, the system decides between light and dark. */
(function () {
  "use strict";

  var chosen = __md_get("__palette");
  if (!chosen || !chosen.color) { return; }

  var colours = chosen.color;
  if (colours.media === "(prefers-color-scheme)") {
    var mode = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    var input = document.querySelector("[data-md-color-media='(prefers-color-scheme: " + mode + ")']");
    ["media", "scheme", "primary", "accent"].forEach(function (name) {
      colours[name] = input.getAttribute("data-md-color-" + name);
    });
  }
  Object.entries(colours).forEach(function ([name, value]) {
    document.body.setAttribute("data-md-color-" + name, value);
  });
})();
