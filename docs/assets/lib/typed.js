// A filter with a field to type into: what is typed counts at once, and is kept and told after a pause.

import { followAddress, keep } from "./filter.js";

const PAUSE = 300; // ms without a key before the address and the announcement follow

/** Let a filter do what its controls say. Of its page, `choose` sets them as a query says, `apply` shows what is
 *  found, `tell` says it aloud, and `values` is what the address keeps. Gives what to call after any other choice. */
export function filtered(root, { field, boxes = [], resets }, { choose, apply, tell, values }) {
  let timer;
  const write = (how) => keep(how, values());

  function settle() {
    clearTimeout(timer);
    write("replaceState");
    tell();
  }

  function show() {
    apply();
    clearTimeout(timer);
    timer = setTimeout(settle, PAUSE);
  }

  function set(query) {
    choose(query);
    show();
  }

  function changed() {
    show();
    write("pushState");
  }

  field.addEventListener("input", show);
  field.addEventListener("change", settle);
  for (const box of boxes) box.addEventListener("change", changed);
  for (const reset of resets) {
    reset.addEventListener("click", () => {
      set(new URLSearchParams());
      write("pushState");
      field.focus();
    });
  }
  followAddress(root, set, write);
  return changed;
}
