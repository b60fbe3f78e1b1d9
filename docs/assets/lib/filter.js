// What the filters share: patterns filled with words, boxes, and the address that keeps what is chosen.

/** A pattern with its {names} replaced. */
export const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** What the address leads to, if a filter hides it. */
function hiddenTarget() {
  const target = document.getElementById(location.hash.slice(1));
  return target?.closest("[hidden]") && target;
}

/** The values of the boxes that are checked. */
export const checked = (boxes) => boxes.filter((box) => box.checked).map((box) => box.value);

/** Check the boxes that these ids mean, now or formerly, and no other. */
export function check(boxes, ids) {
  for (const box of boxes) box.checked = `${box.value} ${box.dataset.formerly ?? ""}`.split(" ").some((id) => id && ids.includes(id));
}

/** Show a filter, and do what the address says, now and whenever it changes. An anchor at something hidden wins
 *  over the filter: `choose` takes a query, which is then empty, and `write` keeps what is chosen. */
export function followAddress(root, choose, write) {
  function follow() {
    choose(new URLSearchParams(location.search));
    const target = hiddenTarget();
    if (!target) return;
    choose(new URLSearchParams());
    write("replaceState");
    target.scrollIntoView();
  }
  addEventListener("popstate", follow);
  root.hidden = false;
  follow();
}

/** Keep values in the address. Empty ones leave it, and so does an anchor to something hidden. */
export function keep(how, values) {
  const query = new URLSearchParams(location.search);
  const before = `${query}`;
  for (const name in values) values[name] ? query.set(name, values[name]) : query.delete(name);
  if (`${query}` === before) return;
  const search = `${query}`.replaceAll("%2C", ",");
  history[how](null, "", location.pathname + (search && `?${search}`) + (hiddenTarget() ? "" : location.hash));
}
