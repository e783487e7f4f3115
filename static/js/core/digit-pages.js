// A long list of digits, fetched page by page as somebody scrolls.

/**
 * @typedef {object} Shown one digit of a list
 * @property {number} index in its split
 * @property {number} label
 * @property {number|null} [read] what it is read as, when the list brings that
 * @property {Uint8Array} image 784 bytes, 0 to 255
 */

/**
 * @typedef {object} Pages
 * @property {number|null} total null: not known yet
 * @property {(place: number) => Shown|null} at null: on its way
 * @property {(first: number, last: number) => void} want
 */

export const PAGE = 200;
const MOST_PAGES = 40; // kept: 8,000 digits, 6 MB

/** @param {string} text base64 @returns {Uint8Array} */
export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/**
 * @param {(offset: number, limit: number) => Promise<{total: number, examples: {index: number, label: number, image: string, read?: number|null}[]}>} fetchPage
 * @param {() => void} come is called when a page has come
 * @returns {Pages}
 */
export function makePages(fetchPage, come) {
  /** @type {Map<number, Shown[]|null>} null: on its way */
  const pages = new Map();
  /** @type {Pages} */
  const list = {
    total: null,
    at: (place) => pages.get(Math.floor(place / PAGE))?.[place % PAGE] ?? null,
    want(first, last) {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
        if (!pages.has(page) && (list.total === null || page * PAGE < list.total)) load(page);
      }
    },
  };
  /** @param {number} page */
  async function load(page) {
    pages.set(page, null);
    try {
      const { total, examples } = await fetchPage(page * PAGE, PAGE);
      list.total = total;
      pages.set(page, examples.map((one) => ({ ...one, image: bytesOf(one.image) })));
      const [oldest] = pages.keys();
      if (pages.size > MOST_PAGES) pages.delete(oldest);
    } catch {
      pages.delete(page); // asked again with the next scroll
    }
    come();
  }
  return list;
}
