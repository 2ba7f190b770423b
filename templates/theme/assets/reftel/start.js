/* How the theme stores a reader's settings, and for which site. The theme writes this into every page;
   as a file it works under a content security policy that forbids inline scripts. The names are
   those that the theme's own script uses. The root of the site is two folders above this file. */
"use strict";

var __md_scope = new URL("../../", document.currentScript.src);

/* A hash of a text. */
function __md_hash(text) {
  return [...text].reduce((sum, character) => (sum << 5) - sum + character.charCodeAt(0), 0);
}

/* The value stored under a name; null without one, or if the browser stores nothing. */
function __md_get(name, storage, scope = __md_scope) {
  try { return JSON.parse((storage || localStorage).getItem(scope.pathname + "." + name)); } catch { return null; }
}

/* Store a value. It is not an error if the browser stores nothing. */
function __md_set(name, value, storage, scope = __md_scope) {
  try { (storage || localStorage).setItem(scope.pathname + "." + name, JSON.stringify(value)); } catch { /* not stored */ }
}

/* Under the policy of deploy/, a string can be a script's address only if it is on this site, and can
   never become HTML, except for pages loaded by elsewhere.js. */
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
  });
}
