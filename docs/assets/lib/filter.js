// What the filters share: patterns filled with words, and the address that keeps what is chosen.

/** A pattern with its {names} replaced. */
export const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** What the address leads to, if a filter hides it. */
export function hiddenTarget() {
  const target = document.getElementById(location.hash.slice(1));
  return target?.closest("[hidden]") && target;
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
