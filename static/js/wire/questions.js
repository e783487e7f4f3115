// What a chapter asks of the server beside the live line: the newest question wins, one of each name is under way at a time.

/** @typedef {import("../state/state.js").State} State */

/**
 * @typedef {object} Question
 * @property {string} name where the answer is kept: `state.answers[name]`
 * @property {string} key changes when the answer would; e.g. version, drawing and label
 * @property {(api: import("./api.js").Api, signal: AbortSignal) => Promise<any>} ask
 */

/**
 * @param {State} state
 * @param {import("../state/actions.js").Actions} actions
 * @param {import("./api.js").Api} api
 * @returns {(questions: Question[]) => void} asks what has changed
 */
export function makeAsker(state, actions, api) {
  /** @type {Map<string, {key: string, next: Question|null}>} */
  const underway = new Map();
  const stop = new AbortController();

  /** @param {Question} question */
  const start = async (question) => {
    const { name, key } = question;
    underway.set(name, { key, next: null });
    const before = state.answers[name];
    actions.setAnswer(name, { key, status: "loading", data: before?.data ?? null, answered: before?.answered });
    try {
      const data = await question.ask(api, stop.signal);
      actions.setAnswer(name, { key, status: "ready", data, answered: key });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      actions.setAnswer(name, { key, status: "failed", data: before?.data ?? null, answered: before?.answered, message });
    }
    const waiting = underway.get(name)?.next;
    underway.delete(name);
    if (waiting) start(waiting);
  };
  return (questions) => {
    for (const question of questions) {
      const running = underway.get(question.name);
      if (running) running.next = running.key === question.key ? null : question;
      else if (state.answers[question.name]?.key !== question.key) start(question);
    }
  };
}
