// The theme's search worker, which begins with the first word that is typed, and is asked without stop words:
// "which is faster" finds what is faster, and marks no "is".
// It finds words by their letters without accents, too, and words of Chinese wherever they stand between others.
// The address names the theme's file: search.js?javascripts/workers/search.0123.min.js

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's words for messages
const [file, ...features] = location.search.slice(1).replace(/[^\w./&-]/g, "").split("&");
const post = postMessage.bind(self);
let prepared;

const ACCENTS = /[\u0300-\u036f]/g;
const UNDIVIDED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u30fc\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]{2,40}/gu; // as in lib/words.js
const ENDS = /^[^\w\u0080-\uffff]+|[^\w\u0080-\uffff]+$/g; // the theme's own pattern takes any other letter for a sign

/** Letters without their accents. */
const plain = (text) => text.normalize("NFD").replace(ACCENTS, "").normalize("NFC");

/** A word of a page as it is, without its accents, and from each of its letters on where no spaces part words. */
function ways(word) {
  const parts = (word.match(UNDIVIDED) ?? []).flatMap((run) => Array.from(run, (_, at) => run.slice(at)));
  return [...new Set([word, plain(word), ...parts])];
}

/** The words of pages get into the index in all these ways. */
function widen(lunr) {
  const widened = (token) => ways(token.toString()).map((word) => token.clone(() => word));
  lunr.Pipeline.registerFunction(widened, "widened");
  const { trimmer } = lunr;
  lunr.trimmer = (token) => token.update((text) => text.replace(ENDS, ""));
  lunr.Pipeline.registerFunction(lunr.trimmer, trimmer.label);
  const { add } = lunr.Builder.prototype;
  lunr.Builder.prototype.add = function (...words) {
    if (!this.pipeline._stack.includes(widened)) this.pipeline.add(widened);
    return add.apply(this, words);
  };
}

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
  if (!self.lunr) {
    importScripts(`./${file}`);
    widen(self.lunr);
  }
  return new Promise((resolve, reject) => {
    self.postMessage = (message) => (message.type === READY ? resolve() : post(message));
    addEventListener("unhandledrejection", ({ reason }) => reject(reason), { once: true }); // the theme catches nothing
    pass(SETUP, index);
  });
}

/** Whether the search is prepared. What failed, since the network did, is tried again with the next word. */
async function ready(making) {
  try {
    await (prepared ??= making());
    return true;
  } catch {
    prepared = undefined;
    return false;
  }
}

async function fetched() {
  const { config, docs } = await (await fetch("../search/search_index.json")).json();
  return { config, docs, options: { suggest: features.includes("suggest") } };
}

addEventListener("message", async (event) => {
  if (!event.isTrusted) return; // from here
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) await ready(async () => prepare(data));
  if (type !== QUERY) return;
  if (data.trim()) {
    if (await ready(() => fetched().then(prepare))) pass(QUERY, plain(telling(data)));
  } else post({ type: RESULT, data: { items: [] } });
});

post({ type: READY });
