// The button in the header that goes through the colour schemes. What it keeps in the reader's
// browser, the theme's own script reads before the first paint of the next page.

const SYSTEM = "(prefers-color-scheme)";
const NAMES = ["media", "scheme", "primary", "accent"];
const buttons = [...document.querySelectorAll(".palette button")];
const dark = matchMedia("(prefers-color-scheme: dark)");
const bar = document.createElement("meta"); // the colour of a phone's address bar

function kept() {
  try {
    return __md_get("__palette")?.index ?? 0;
  } catch {
    return 0; // the browser keeps nothing
  }
}

function colours(button) {
  return Object.fromEntries(NAMES.map((name) => [name, button.getAttribute(`data-md-color-${name}`)]));
}

function resolved(button) {
  if (button.dataset.mdColorMedia !== SYSTEM) return colours(button);
  const media = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
  return { ...colours(buttons.find((each) => each.dataset.mdColorMedia === media) ?? button), media: SYSTEM };
}

function tint() {
  bar.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor;
}

function paint(button) {
  document.body.setAttribute("data-md-color-switching", ""); // the theme then leaves out transitions
  for (const [name, value] of Object.entries(resolved(button))) document.body.setAttribute(`data-md-color-${name}`, value);
  tint();
  document.body.removeAttribute("data-md-color-switching");
}

function choose(index) {
  buttons.forEach((button, at) => { button.hidden = at !== index; });
  buttons[index].focus();
  paint(buttons[index]);
  __md_set("__palette", { index, color: colours(buttons[index]) }); // last: it throws where nothing is kept
}

function enhance() {
  (buttons[kept()] ?? buttons[0]).hidden = false;
  buttons.forEach((button, at) => button.addEventListener("click", () => choose((at + 1) % buttons.length)));
  dark.addEventListener("change", () => paint(buttons.find((button) => !button.hidden)));
  bar.name = "theme-color";
  addEventListener("load", () => { // by then the page is styled: asking for a colour costs nothing
    tint();
    document.head.append(bar);
  });
}

if (buttons.length) enhance();
