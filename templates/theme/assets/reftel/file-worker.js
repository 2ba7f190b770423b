/* Pages opened from a disk may not start a worker, which the theme's search needs: a frame in this
   page replaces it. Only used in offline copies. */
(function () {
  "use strict";

  if (location.protocol !== "file:") { return; }

  class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "Search";
      this.frame.srcdoc = "<!doctype html><title>Search</title>";
      this.frame.addEventListener("load", () => this.start(address), { once: true });
      document.body.append(this.frame);
    }

    start(address) {
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const script = inside.document.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      script.addEventListener("load", () => {
        this.waiting.forEach((data) => this.pass(data));
        this.waiting = null;
      });
      inside.document.body.append(script);
    }

    pass(data) {
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }

    postMessage(data) {
      if (this.waiting) { this.waiting.push(data); } else { this.pass(data); }
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.Worker = FrameWorker;
})();
