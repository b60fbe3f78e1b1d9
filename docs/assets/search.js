// The theme's search worker, which begins with the first word that is typed, and is asked without stop words:
// "which is faster" finds what is faster, and marks no "is".
// The address names the theme's file: search.js?javascripts/workers/search.0123.min.js

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's words for messages
const [file, ...features] = location.search.slice(1).replace(/[^\w./&-]/g, "").split("&");
const post = postMessage.bind(self);
let prepared;

/** What was typed without words that say nothing by themselves, unless there is nothing else. */
function telling(typed) {
  if (typed.includes('"')) return typed;
  const words = typed.split(/\s+/).filter((word) => word && self.lunr.stopWordFilter(word.toLowerCase()));
  return words.length ? words.join(" ") : typed;
}

/** Let the theme's worker have a message. */
const pass = (type, data) => dispatchEvent(new MessageEvent("message", { data: { type, data } }));

/** Let the theme read the index; it says when it has. */
function prepare(index) {
  importScripts(`./${file}`);
  return new Promise((resolve) => {
    self.postMessage = (message) => (message.type === READY ? resolve() : post(message));
    pass(SETUP, index);
  });
}

async function fetched() {
  const { config, docs } = await (await fetch("../search/search_index.json")).json();
  return { config, docs, options: { suggest: features.includes("suggest") } };
}

addEventListener("message", async (event) => {
  if (!event.isTrusted) return; // from here
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) prepared ??= prepare(data);
  if (type !== QUERY) return;
  if (data.trim()) {
    await (prepared ??= fetched().then(prepare));
    pass(QUERY, telling(data));
  } else post({ type: RESULT, data: { items: [] } });
});

post({ type: READY });
