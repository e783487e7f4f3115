// What a chapter is. The registry (chapters/registry.js) lists them in the order of the story.

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/state.js").Mark} Mark */
/** @typedef {import("../state/actions.js").Actions} Actions */

/** @typedef {string | {text: string, tone: "plus"|"minus"|"eye"}} Phrase a part of the sentence; colour never says anything alone */

/**
 * @typedef {object} Paper what a chapter draws with; everything below is redrawn whenever something changed
 * @property {import("../draw/pen.js").Pen} pen SVG over the picture: labels, marks, places to press
 * @property {import("../draw/pen.js").Pen} html HTML over the picture: controls; place them with `style.left` and the like
 * @property {import("../draw/layout.js").Layout} layout
 * @property {State} state
 * @property {Actions} actions
 * @property {import("../wire/api.js").Api} api
 * @property {import("../wire/socket.js").Line|null} line the live socket
 * @property {import("../draw/stage.js").Stage} stage
 * @property {number} settled how far the camera has come to its station, 0 to 1
 * @property {number} since ms since the view settled, for what grows; Infinity when motion is unwanted or was skipped
 * @property {import("./training-acts.js").TrainingActs} trainer what can be done to a training run
 * @property {import("./writer.js").Writer} writer writes digits on the pad
 * @property {() => void} redraw asks for another frame, for what changes outside the state
 */

/**
 * @typedef {object} Chapter
 * @property {string} id stands in the link
 * @property {number} number 0 is the workbench, which has none
 * @property {string} name in the story bar
 * @property {() => Promise<void>} [load] fetches the rest of the chapter; gone when it is here
 * @property {number} [steps] of its story; next goes through them before it leaves
 * @property {(state: State) => string} station where the camera stands: a name in draw/stations.js
 * @property {(paper: Paper) => void} draw labels and marks that are touched
 * @property {(paper: Paper) => void} [paint] on the canvas, above the moving parts; also while the camera moves if `paper.pen` is not used
 * @property {(state: State) => Phrase[]} sentence two lines at most
 * @property {(state: State) => readonly import("../draw/equation.js").Term[]} [equation] at depth "symbols"
 * @property {(state: State, html: import("../draw/pen.js").Pen, actions: Actions) => void} [bar] notes and switches in the top line
 * @property {(state: State) => Partial<import("../draw/stage.js").Scene>} [scene] what is forward, ringed, reordered
 * @property {(state: State) => import("../wire/questions.js").Question[]} [needs] what it asks of the server
 * @property {(state: State, actions: Actions) => void} [enter]
 * @property {(state: State, actions: Actions) => void} [leave]
 * @property {(mark: Mark, state: State, actions: Actions) => boolean} [press] a neuron was pressed; true: handled
 * @property {(state: State) => string} [describe] adds to the text alternative of the picture
 * @property {(state: State) => "large"|"opened"|"small"} [reading] how large the digit is read out; "small" unless said
 * @property {(layout: import("../draw/layout.js").Layout, state: State) => {left: number|null, top: number, formula?: boolean|{left: number, top: number}}} [lower] where sentence and formula stand, if not as everywhere; a phone shows the formula only if this says so, or where
 */

export {};
