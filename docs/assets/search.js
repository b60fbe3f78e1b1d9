// The theme's search worker, asked without stop words: "which is faster" finds what is faster, and marks no "is".
// The address names the theme's file: search.js?javascripts/workers/search.0123.min.js

const QUERY = 2; // the theme's word for a message that brings what was typed

/** What was typed without words that say nothing by themselves, unless there is nothing else. */
function telling(typed) {
  if (typed.includes('"')) return typed;
  const words = typed.split(/\s+/).filter((word) => word && self.lunr.stopWordFilter(word.toLowerCase()));
  return words.length ? words.join(" ") : typed;
}

addEventListener("message", (event) => {
  if (event.data.type !== QUERY || !event.isTrusted) return;
  event.stopImmediatePropagation();
  dispatchEvent(new MessageEvent("message", { data: { ...event.data, data: telling(event.data.data) } }));
});

importScripts(`./${location.search.slice(1).replace(/[^\w./-]/g, "")}`);
