// Draw a 7 in three points and print how the network reads it. Node 18 or newer, no package; in a browser likewise.
const server = process.argv[2] ?? "http://127.0.0.1:8000";
const seven = { strokes: [[[0, 0], [10, 0], [4, 20]]] }; // x to the right, y down, any unit

async function post(path, body) {
  const answer = await fetch(server + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error.message);
  return data;
}

const network = await post("/api/networks", { start: "trained" });
const reading = await post(`/api/networks/${network.id}/forward`, { image: seven });

console.log(`reads as ${reading.prediction.digit}`);
reading.layers.at(-1).activations.forEach((activation, digit) => {
  console.log(`${digit} ${activation.toFixed(3)} ${"#".repeat(Math.round(40 * activation))}`);
});
