// What the address leads to.

/** The element, if there is one. */
export function target() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // not an anchor of ours
  }
}
