// What a reader takes along: the record, or the link. Where the browser refuses to copy, the text stands there.

import { shared } from "./address.js";
import { record } from "./record.js";
import { counted, otherwise, sumOf } from "./sum.js";

const recorded = (page, state) =>
  record({ ...page, facts: counted(page.facts, state.proposals) }, state, sumOf(page, state), sumOf(page, otherwise(state)));

/** Copy the "record" or the "link" of a state, and say so. */
export async function copy(page, what, state) {
  const { root, words } = page;
  const text = what === "record" ? recorded(page, state) : shared(page, state);
  const said = root.querySelector(".takeaway__said");
  const box = root.querySelector(".takeaway__text");
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = false;
  }
  said.textContent = copied ? words[`copied_${what}`] : words.refused;
  said.classList.toggle("is-refused", !copied);
  box.hidden = copied;
  if (!copied) offer(box.querySelector("textarea"), text);
}

function offer(area, text) {
  area.value = text;
  area.focus();
  area.select();
  area.scrollTop = 0;
}
