// What says for a moment that something was copied: a button or a link, and a status that is read aloud.

const SHOWN = 1500; // ms

/** Let `element` copy what `text` gives; `refused` is called where the browser refuses. */
export function copies(element, status, { copy, copied }, text, refused = () => {}) {
  let timer;
  const say = (done) => {
    element.textContent = done ? copied : copy;
    element.classList.toggle("is-copied", done);
    status.textContent = done ? copied : "";
  };
  say(false);
  element.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // elsewhere
    say(false);
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      refused();
      return;
    }
    say(true);
    clearTimeout(timer);
    timer = setTimeout(say, SHOWN, false);
  });
}
