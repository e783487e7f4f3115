// Digits that the server is still writing: how far it is.

/** @typedef {import("../ui/chapter.js").Paper} Paper */

const LOOK_MS = 300; // how often we look

/** Looks again until the server has written what it is writing. @type {Promise<void>|null} */
let watching = null;

/** @param {Paper} paper */
async function watchPreparing({ api, actions, state }) {
  while ((state.answers.datasets?.data?.preparing ?? []).length) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const data = await api.ask("GET", "datasets").catch(() => null);
    const { datasets } = state.answers;
    if (data) actions.setAnswer("datasets", { ...datasets, data });
  }
}

/** What is on its way, in a line; empty when all is there. @param {Paper} paper */
export function preparingNote(paper) {
  const [coming] = paper.state.answers.datasets?.data?.preparing ?? [];
  if (!coming) return "";
  watching ??= watchPreparing(paper).finally(() => void (watching = null));
  return `writing built-in digits: ${Math.round(100 * coming.share)} %`;
}
