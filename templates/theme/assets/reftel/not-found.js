/* The page for missing addresses: says so if the address names a cable. */
(function () {
  "use strict";

  var text = document.getElementById("rt-not-found");
  var cited = document.querySelector("a[data-cited]");
  var named = /\/cables\/(\d{2}[A-Za-z]+\d+)(?=\/|$)/.exec(location.pathname);
  if (!text || !cited || !named) { return; }

  var link = document.createElement("a");
  link.href = cited.href;
  link.textContent = "Cited cables";
  var mrn = named[1].toUpperCase();
  text.replaceChildren(
    mrn + ", or this page of it, is not in this collection. ", link,
    " shows whether any cable here cites it."
  );
})();
