// What the words on the page mean, one hover away. The words are those of docs and API.

/** @type {Record<string, string>} */
const MEANINGS = {
  "hidden 1": "16 neurons. Each hears all 784 squares; its picture shows with which weights: blue for more, orange-red for less.",
  "hidden 2": "16 neurons that hear the 16 before them. The bars at their left are what arrives: + above the centre, − below.",
  output: "Ten neurons, one for each digit. What they say are activations, not probabilities: they need not add up to one.",
  outputs: "Ten neurons, one for each digit. What they say are activations, not probabilities: they need not add up to one.",
  "784 neurons": "Your drawing as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright.",
  784: "Your drawing as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright.",
  "your drawing, 784 neurons": "Your drawing as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright. It is scaled into a box of 20 pixels and centred by its mass, as the digits were that the network learned from.",
  "a drawing, 784 neurons": "A drawing as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright.",
  "a picture, 784 neurons": "A picture as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright.",
  "an example, 784 neurons": "A digit as the network gets it: 28 × 28 squares, each a neuron from 0, dark, to 1, bright.",
  "the squish": "The activation function: it turns any sum z into what the neuron says, a.",
  weight: "How strongly a neuron hears another: above 0 it is roused by it, below 0 held back.",
  weights: "How strongly a neuron hears each of those before it: above 0 it is roused, below 0 held back.",
  "= term": "weight × activation: what one sender adds to the sum.",
  terms: "weight × activation, one for each sender.",
  "= 784 terms": "weight × activation, square by square: what each adds to the sum.",
  says: "The activation of the output: what it says now, from 0 to 1.",
  "should say": "What the output ought to say for this digit: 1 for the wanted one, 0 for the others.",
  "miss, squared": "(what it says − what it should say)²: ten of them add up to the cost.",
  cost: "The sum of the ten squared misses. Smaller is better; learning is making it smaller.",
  nudge: "−∂C/∂a: which way this activation should change so that the cost falls, and how much it would matter. A rate, not an amount.",
  delta: "∂C/∂z: what is left of the nudge after the slope of the squish.",
  bias: "What a neuron adds to its sum, whatever it hears: how easily it is roused.",
  activations: "What neurons say, from 0 to 1. No hand can set them; they follow from weights and biases.",
};

/** @param {string} words as they stand on the page @returns {string|undefined} */
export const meaningOf = (words) => MEANINGS[words] ?? (words.startsWith("weights of neuron") ? MEANINGS.weights : undefined);
