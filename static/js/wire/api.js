// Every address of the server is made here, below the place the page was served from (so a sub-path works too).

import { readSafetensors } from "./safetensors.js";

/** @typedef {ReturnType<typeof makeApi>} Api */

/** The server's refusal, in its own words. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} message */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param {string} base address of the page's root, ending in a slash
 * @param {typeof fetch} [send]
 */
export function makeApi(base, send = (...request) => fetch(...request)) {
  /** @param {string} path */
  const url = (path) => new URL(`api/${path}`, base).href;
  /** @param {string} method @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] @returns {Promise<any>} */
  const ask = async (method, path, body, signal) => {
    const headers = body === undefined ? undefined : { "content-type": "application/json" };
    const answer = await send(url(path), { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
    if (!answer.ok) throw await refusal(answer);
    return answer.status === 204 ? null : answer.json();
  };
  /** @param {string} id */
  const of = (id) => `networks/${encodeURIComponent(id)}`;
  return {
    /** Any resource, for what a chapter alone needs. @param {"GET"|"POST"|"PUT"|"PATCH"|"DELETE"} method @param {string} path below api/ @param {unknown} [body] @param {AbortSignal} [signal] */
    ask,
    /** The same below one network. @param {"GET"|"POST"|"PUT"|"PATCH"|"DELETE"} method @param {string} id @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] */
    askNetwork: (method, id, path, body, signal) => ask(method, `${of(id)}${path && "/"}${path}`, body, signal),
    /** @param {import("../state/state.js").State["wanted"]} wanted @returns {Promise<import("../state/state.js").Network>} */
    createNetwork: (wanted) => ask("POST", "networks", wanted),
    /** @param {string} id @returns {Promise<import("../state/state.js").Network>} */
    network: (id) => ask("GET", of(id)),
    /** @param {string} id @returns {Promise<import("../state/state.js").Weights>} */
    async weights(id) {
      const answer = await send(url(`${of(id)}/weights?format=safetensors`));
      if (!answer.ok) throw await refusal(answer);
      return readSafetensors(await answer.arrayBuffer());
    },
    /** @param {string} dataset @param {Record<string, string|number>} filter */
    examples: (dataset, filter) => ask("GET", `datasets/${encodeURIComponent(dataset)}/examples?${new URLSearchParams(Object.entries(filter).map(([k, v]) => [k, String(v)]))}`),
    /** Images by their places, as base64. @param {string} dataset @param {string} split @param {number[]} indices */
    examplesAt: async (dataset, split, indices) => (await ask("GET", `datasets/${encodeURIComponent(dataset)}/examples?${new URLSearchParams([["split", split], ["images", "base64"], ["limit", "1000"], ...indices.map((index) => ["index", String(index)])])}`)).examples,
    /** @param {string} dataset @param {number} index @param {string} split */
    example: (dataset, index, split) => ask("GET", `datasets/${encodeURIComponent(dataset)}/examples/${index}?split=${encodeURIComponent(split)}`),
    /** A digit as a hand would write it. @param {number} digit @param {number} seed @returns {Promise<import("../state/state.js").Written & {strokes: import("../state/state.js").Stroke[]}>} */
    handwriting: (digit, seed) => ask("GET", `handwriting?digit=${digit}&seed=${seed}`),
    /** How far MNIST's download is, or start it. @param {"GET"|"POST"} method @returns {Promise<import("../state/state.js").Download>} */
    download: (method) => ask(method, "datasets/mnist/download"),
    /** Tell each piece of news until the download ends. @param {(download: import("../state/state.js").Download) => void} tell */
    watchDownload(tell) {
      const events = new EventSource(url("datasets/mnist/download/events"));
      events.addEventListener("progress", ({ data }) => {
        const download = JSON.parse(data);
        if (download.state !== "running") events.close(); // else the browser would ask again
        tell(download);
      });
    },
    /** @param {string} id */
    liveUrl: (id) => url(`${of(id)}/live`).replace(/^http/, "ws"),
  };
}

/** @param {Response} answer */
async function refusal(answer) {
  const { error } = await answer.json().catch(() => ({ error: null }));
  return new ApiError(answer.status, error?.code ?? "unknown", error?.message ?? `the server answered ${answer.status}`);
}
