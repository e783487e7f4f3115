// Runs in every page of the tests, before the page's own script: knows what the page still waits for.
// `untilStill(frames)` resolves when no request and no message is unanswered and what can be read has not changed
// for that many frames, and for longer than any timer of the page that asks anew.

(() => {
  const REST_MS = 400;
  let requests = 0;
  const sockets = new Set(); // each with the id of the last message sent, and of the last one answered

  const send = window.fetch;
  window.fetch = async (...request) => {
    requests += 1;
    try {
      return await send(...request);
    } finally {
      requests -= 1;
    }
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(...address) {
      super(...address);
      this.sent = this.answered = 0;
      sockets.add(this);
      this.addEventListener("message", ({ data }) => (this.answered = Math.max(this.answered, JSON.parse(data).reply_to ?? 0)));
      this.addEventListener("close", () => sockets.delete(this));
    }
    send(text) {
      this.sent = JSON.parse(text).id;
      super.send(text);
    }
  };

  const waits = () => requests > 0 || [...sockets].some(({ readyState, sent, answered }) => readyState === 0 || sent > answered);
  const shown = () => document.body.textContent + [...document.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel).join();

  window.untilStill = (frames) =>
    new Promise((done) => {
      let [seen, still, since] = ["", 0, performance.now()];
      const look = () => {
        const now = shown();
        if (waits() || now !== seen) [seen, still, since] = [now, 0, performance.now()];
        still += 1;
        if (still > frames && performance.now() - since > REST_MS) done();
        else requestAnimationFrame(look);
      };
      look();
    });
})();
