/* Sets what a style sheet cannot know about a printed page: its title, and its address if the site's
   address is unknown. */
(function () {
  "use strict";

  function quoted(text) {
    return '"' + text.trim().replace(/\s+/g, " ").replace(/["\\]/g, "\\$&") + '"';
  }

  function text(selector) {
    var node = document.querySelector(selector);
    return node ? node.textContent : "";
  }

  window.addEventListener("beforeprint", function () {
    var style = document.documentElement.style;
    var own = document.querySelector('link[rel="canonical"]');
    var here = own ? own.href : location.protocol === "file:" ? "" : location.href.split("#")[0];
    ["--rt-subject", "--rt-banner", "--rt-address"].forEach(function (name) { style.removeProperty(name); });
    if (!document.querySelector("[data-sheet]")) {
      style.setProperty("--rt-subject", quoted(text("#packet-title") || text(".md-content h1")));
      style.setProperty("--rt-banner", quoted(text(".md-content .rt-banner")));
      style.setProperty("--rt-address", quoted(here));
    } else if (!own && here) {
      style.setProperty("--rt-address", quoted(here));
    }
  });
})();
