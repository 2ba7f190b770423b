/* Where nothing was found: a missing address that names a cable is told as such. */
(function () {
  "use strict";

  var told = document.getElementById("rt-not-found");
  var cited = document.querySelector("a[data-cited]");
  var named = /\/cables\/(\d{2}[A-Za-z]+\d+)(?=\/|$)/.exec(location.pathname);
  if (!told || !cited || !named) { return; }

  var link = document.createElement("a");
  link.href = cited.href;
  link.textContent = "Cited cables";
  var mrn = named[1].toUpperCase();
  told.replaceChildren(
    mrn + ", or this page of it, is not in this collection. ", link,
    " shows whether any cable here cites it."
  );
})();
