// The evidence of a criterion. Until the reader chooses a tab, a wide window shows few options side by side, any
// other window the first; assets/criteria.css says the same without JavaScript.
// The filter above it hides the points that rest only on kinds that are not checked.
// The address keeps the checked kinds: ?evidence=measured,documentation (or none)
// Without JavaScript the filter stays hidden and every point is shown.

import { checked, fill, followAddress, keep } from "./lib/filter.js";

function openUntilChosen(tabs) {
  const choices = [...tabs.querySelectorAll(":scope > input")];
  if (choices.some((choice) => choice.checked)) return; // as on the page before
  const wide = matchMedia("(min-width: 56.25em)");
  const few = tabs.classList.contains("evidence-tabs--few");
  let opened;
  function open() {
    if (opened && !opened.checked) return;
    opened = few && wide.matches ? choices.at(-1) : choices[0];
    opened.checked = true;
  }
  wide.addEventListener("change", open);
  open();
}

/** One option's points, with a line above them for what is missing. */
function listed(owner) {
  const note = document.createElement("p");
  note.className = "points-note";
  owner.querySelector(".position__name").after(note);
  const points = [...owner.querySelectorAll(".point")].map((point) => ({ point, kinds: point.dataset.evidence.split(" ") }));
  return { owner, note, points };
}

/** What is left of an option's points, or that all are. */
function line(text, owner) {
  const item = document.createElement("li");
  if (owner) {
    const name = document.createElement("b");
    name.className = owner.className.replace("tabbed-block", "");
    name.dir = "auto";
    name.textContent = owner.querySelector(".position__name").textContent;
    item.append(name, " ");
  }
  item.append(text);
  return item;
}

function start(root) {
  const boxes = [...root.querySelectorAll("input")];
  const status = root.querySelector(".filter__left");
  const reset = root.querySelector("button");
  const lists = [...document.querySelectorAll(".evidence-tabs .tabbed-block")].map(listed);

  function apply() {
    const kinds = checked(boxes);
    const left = [];
    for (const { owner, note, points } of lists) {
      for (const item of points) item.point.hidden = !item.kinds.some((kind) => kinds.includes(kind));
      const hidden = points.filter((item) => item.point.hidden).length;
      const numbers = { hidden, shown: points.length - hidden, total: points.length };
      note.hidden = !hidden;
      note.textContent = fill(root.dataset.note, numbers);
      left.push(line(fill(root.dataset.left, numbers), owner));
    }
    reset.hidden = kinds.length === boxes.length;
    if (reset.hidden) left.splice(0, left.length, line(root.dataset.all));
    if (left.map((item) => item.textContent).join("") !== status.textContent) status.replaceChildren(...left);
  }

  const write = (how) => keep(how, { evidence: reset.hidden ? "" : checked(boxes).join() || "none" });

  function choose(query) {
    const kinds = (query.get("evidence") ?? "").split(",");
    const known = boxes.filter((box) => kinds.includes(box.value));
    const all = !known.length && !kinds.includes("none");
    for (const box of boxes) box.checked = all || known.includes(box);
    apply();
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      apply();
      write("pushState");
    });
  }
  reset.addEventListener("click", () => {
    choose(new URLSearchParams());
    write("pushState");
    boxes[0].focus();
  });
  apply(); // before it is shown, so that nothing is read aloud
  followAddress(root, choose, write);
}

// Links wait in closed menus, so what copies them may wait, too.
for (const sign of ["pointerover", "focusin"]) addEventListener(sign, () => import("./links.js"), { once: true });

const tabs = document.querySelector(".evidence-tabs");
if (tabs) openUntilChosen(tabs);
const root = document.getElementById("evidence-filter");
if (root) start(root);
