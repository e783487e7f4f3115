// The live line: at most one drawing on its way, the newest next, and the newest again after a broken line is mended.

/**
 * @typedef {object} Message
 * @property {string} type
 * @property {number|string|null} [reply_to]
 * @property {any} data
 */

/**
 * @typedef {object} Line
 * @property {(data: unknown) => void} draw the newest wins
 * @property {(type: string, data: unknown) => void} send
 * @property {() => boolean} reads whether a drawing is on its way, and its reading will come
 * @property {() => void} close
 */

/**
 * @typedef {object} LineOptions
 * @property {(message: Message) => void} heard
 * @property {(status: "connecting"|"live"|"offline", retry: number) => void} changed retry in seconds
 * @property {(code: number) => void} refused the server does not know this network
 * @property {(url: string) => WebSocket} [connect]
 * @property {(call: () => void, ms: number) => unknown} [later]
 */

const RETRY_S = [0.5, 1, 2, 3, 5];
const GONE = 4404; // the server's code for an unknown network

/** @param {string} url @param {LineOptions} options @returns {Line} */
export function openLine(url, { heard, changed, refused, connect = (to) => new WebSocket(to), later = (call, ms) => setTimeout(call, ms) }) {
  /** @type {WebSocket|null} */
  let socket = null;
  let closed = false;
  let failures = 0;
  let serial = 0;
  /** @type {number|null} the drawing that has not been answered yet */
  let underway = null;
  /** @type {{data: unknown}|null} drawn since */
  let waiting = null;
  /** @type {{data: unknown}|null} the newest, to be read again on a new line */
  let newest = null;

  /** @param {string} type @param {unknown} data */
  const post = (type, data) => {
    serial += 1;
    socket?.send(JSON.stringify({ type, id: serial, data }));
    return serial;
  };
  const next = () => {
    if (!waiting || underway !== null || socket?.readyState !== 1) return;
    underway = post("draw", waiting.data);
    waiting = null;
  };
  const opened = () => {
    failures = 0;
    underway = null;
    waiting ??= newest;
    changed("live", 0);
    next();
  };
  /** @param {MessageEvent} event */
  const message = (event) => {
    const told = /** @type {Message} */ (JSON.parse(event.data));
    if (underway !== null && told.reply_to === underway) underway = null;
    next(); // first, so that the newer drawing does not wait until this reading is drawn
    heard(told);
  };
  /** @param {CloseEvent} event */
  const broken = (event) => {
    socket = null;
    underway = null;
    if (closed) return;
    if (event.code === GONE) return refused(event.code);
    const retry = RETRY_S[Math.min(failures, RETRY_S.length - 1)];
    failures += 1;
    changed("offline", retry);
    later(open, retry * 1000);
  };
  const open = () => {
    if (closed) return;
    if (failures === 0) changed("connecting", 0);
    socket = connect(url);
    socket.onopen = opened;
    socket.onmessage = message;
    socket.onclose = broken;
  };
  open();
  return {
    draw(data) {
      newest = waiting = { data };
      next();
    },
    send: (type, data) => void (socket?.readyState === 1 && post(type, data)),
    reads: () => underway !== null,
    close() {
      closed = true;
      socket?.close();
    },
  };
}
