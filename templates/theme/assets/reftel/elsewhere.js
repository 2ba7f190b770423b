/* Pages of this site read from another page of it: for previews and for a para's source. */
window.reftel = window.reftel || {};
window.reftel.elsewhere = (function () {
  "use strict";

  var pages = new Map();

  /* A document that is parsed and not shown runs no script: it may be made from any page of this site. */
  var inert = window.trustedTypes
    ? trustedTypes.createPolicy("reftel-elsewhere", { createHTML: function (text) { return text; } })
    : { createHTML: function (text) { return text; } };

  /* The document at an address, as text that does nothing; null where it cannot be had. */
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
