/* Citations, copied with one click. */
(function () {
  "use strict";
})();
