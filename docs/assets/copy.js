// A button beside every program and snippet that copies its text. Without JavaScript the text can be selected.

const SHOWN = 1500; // ms that a button says "Copied"

function enhance(block, { copy, copied }) {
  const button = document.createElement("button");
  let timer;
  const say = (done) => {
    button.textContent = done ? copied : copy;
    button.classList.toggle("is-copied", done);
    status.textContent = done ? copied : "";
  };
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  button.type = "button";
  button.className = "copy-code";
  button.setAttribute("aria-label", block.dataset.copyLabel);
  say(false);
  button.addEventListener("click", async () => {
    say(false);
    const code = block.querySelector("pre, code");
    const end = code.matches("pre") ? "\n" : "";
    try {
      await navigator.clipboard.writeText(code.textContent + end);
    } catch {
      getSelection().selectAllChildren(code); // refused: it is selected, ready to be copied by hand
      return;
    }
    say(true);
    clearTimeout(timer);
    timer = setTimeout(say, SHOWN, false);
  });
  block.prepend(button, status);
}

if (navigator.clipboard) {
  for (const block of document.querySelectorAll("[data-copy-label]")) enhance(block, block.closest("[data-copy]").dataset);
}
