// The decide page: what the verdicts add up to for the reader's own weights. The page holds the sum of even ones,
// so what counts others comes with the reader's first sign, or at once where the address names some.

const root = document.getElementById("weights");
let counting;

/** What counts, once it is there. */
const count = () => (counting ??= begin());

async function begin() {
  root.setAttribute("aria-busy", "true");
  try {
    const { start } = await import("./decide/page.js");
    return start(root, document.getElementById("decide-data"));
  } finally {
    root.removeAttribute("aria-busy");
    root.style.visibility = "";
  }
}

if (root) {
  root.classList.add("is-live");
  for (const part of root.querySelectorAll(".presets, .presets-left, .counting, .control, .takeaway")) part.hidden = false;
  for (const sign of ["pointerover", "focusin"]) root.addEventListener(sign, count);
  root.addEventListener("change", async ({ target: { dataset, value, id, checked } }) => {
    (await count()).change({ dataset, value, id, checked });
  });
  root.addEventListener("click", async ({ target }) => (await count()).press(target.closest("button")));
  addEventListener("popstate", () => location.search && count());
  if (location.search) {
    root.style.visibility = "hidden"; // the sum of even weights is not what was asked for
    count();
  }
}
