/* How the theme keeps a reader's settings, and for which site. The theme writes this into every page;
   as a file it works under a policy that lets no script stand in a page. The names are the theme's,
   whose own script uses them. The site begins two folders above this file. */
"use strict";

var __md_scope = new URL("../../", document.currentScript.src);

/* A number that tells one text from another. */
function __md_hash(text) {
  return [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
}

/* What is kept under a name; null where nothing is. */
function __md_get(name, kept = localStorage, scope = __md_scope) {
  return JSON.parse(kept.getItem(scope.pathname + "." + name));
}

/* Keep a value. A browser that keeps nothing is no fault. */
function __md_set(name, value, kept = localStorage, scope = __md_scope) {
  try { kept.setItem(scope.pathname + "." + name, JSON.stringify(value)); } catch { /* not kept */ }
}

/* Under the policy of deploy/, a string becomes a script's address only if it stands on this site, and
   becomes HTML never: but for a page read beside this one, see elsewhere.js. */
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
  });
}
