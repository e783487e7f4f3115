// Which digits are here, and MNIST at a click: the server fetches it, and this shows how far it is.

/** @typedef {import("../state/state.js").Download} Download */
/** @typedef {import("../state/state.js").State} State */

const MEBIBYTE = 2 ** 20;

/**
 * @param {import("../state/actions.js").Actions} actions @param {import("../wire/api.js").Api} api
 * @param {() => void} arrived is told once MNIST is here
 */
export function makeGetMnist(actions, api, arrived) {
  /** @param {Download} download */
  const told = (download) => {
    actions.setDownload(download);
    if (download.state === "finished") arrived();
  };
  /** @param {() => Promise<Download>} ask */
  const ask = async (ask) => {
    try {
      const download = await ask();
      told(download);
      if (download.state === "running") api.watchDownload(told);
    } catch (error) {
      actions.setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    /** Ask how things stand; somebody else may have started it. */
    look: () => ask(() => api.download("GET")),
    start: () => ask(() => api.download("POST")),
  };
}

/** @param {import("../draw/pen.js").Pen} html @param {State} state @param {() => void} start */
export function drawGetMnist(html, { download, size }, start) {
  if (!download || download.state === "finished") return;
  if (size.width >= 1240) html.element("span", { class: "bar__note", "data-tip": "MNIST, 70,000 digits that people wrote, is not on this server" }, "digits: our own");
  if (download.state === "running") return drawProgress(html, download);
  if (download.error) html.element("span", { class: "bar__trouble", role: "status", "data-tip": download.error.message }, "MNIST did not come");
  if (!download.allowed) return;
  const words = download.error ? "try again" : `get MNIST (${Math.round(download.total_bytes / MEBIBYTE)} MB)`;
  html.element("button", { "data-tip": download.error?.message ?? "the server downloads 70,000 handwritten digits once, and keeps them" }, words, { press: start });
}

/** @param {import("../draw/pen.js").Pen} html @param {Download} download */
function drawProgress(html, { received_bytes, total_bytes }) {
  const share = Math.floor((100 * received_bytes) / total_bytes);
  html.element("progress", { class: "bar__progress", max: total_bytes, value: received_bytes, "aria-label": "download of MNIST" });
  html.element("span", { class: "bar__note" }, `MNIST ${share} %`);
}
