/* Loads other pages of this site, for previews and for the source of a para. */
window.reftel = window.reftel || {};
window.reftel.elsewhere = (function () {
  "use strict";

  var pages = new Map();

  /* A parsed document that is not shown runs no scripts, so any page of this site may be parsed. */
  var inert = window.trustedTypes
    ? trustedTypes.createPolicy("reftel-elsewhere", { createHTML: function (text) { return text; } })
    : { createHTML: function (text) { return text; } };

  /* The document at an address, inert; null if it cannot be loaded. */
  function page(address) {
    var url = new URL(address, location.href);
    url.hash = "";
    if (url.href === location.href.split("#")[0]) { return Promise.resolve(document); }
    if (url.origin !== location.origin || location.protocol === "file:") { return Promise.resolve(null); }
    if (!pages.has(url.href)) { pages.set(url.href, load(url.href)); }
    return pages.get(url.href);
  }

  function load(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) { return null; }
      return answer.text().then(function (text) {
        return new DOMParser().parseFromString(inert.createHTML(text), "text/html");
      });
    }).catch(function () { return null; });
  }

  return { page: page };
})();
