// The filter above the evidence: hides the points that rest only on kinds that are not checked.
// The address keeps the checked kinds: ?evidence=measured,documentation
// Without JavaScript the filter stays hidden and every point is shown.

const NONE = "none"; // in the address, when no kind is checked

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** One list of points, in a tab or side by side, with a line above it that says what is missing. */
function listed(list) {
  const note = document.createElement("p");
  note.className = "points-note";
  note.hidden = true;
  list.before(note);
  const points = [...list.children].map((point) => ({ point, kinds: point.dataset.evidence.split(" ") }));
  return { owner: list.parentElement, note, points };
}

function start(root) {
  const boxes = [...root.querySelectorAll("input")];
  const status = root.querySelector("[role=status]");
  const reset = root.querySelector("[data-reset]");
  const lists = [...document.querySelectorAll(".evidence-tabs .points")].map(listed);

  const checked = () => boxes.filter((box) => box.checked).map((box) => box.value);

  function apply() {
    const kinds = checked();
    const all = kinds.length === boxes.length;
    const left = [];
    for (const { owner, note, points } of lists) {
      for (const item of points) item.point.hidden = !item.kinds.some((kind) => kinds.includes(kind));
      const shown = points.filter((item) => !item.point.hidden).length;
      const numbers = { shown, total: points.length, hidden: points.length - shown };
      note.hidden = !numbers.hidden;
      note.textContent = fill(root.dataset.note, numbers);
      if (owner.matches(".position")) left.push(line(owner, numbers));
    }
    if (all) left.splice(0, left.length, line(null));
    const text = left.map((item) => item.textContent).join();
    if (text !== [...status.children].map((item) => item.textContent).join()) status.replaceChildren(...left);
    reset.hidden = all;
  }

  /** What remains of an option's points; without an option, that all do. */
  function line(owner, numbers) {
    const item = document.createElement("li");
    if (!owner) {
      item.textContent = root.dataset.all;
      return item;
    }
    const name = document.createElement("b");
    name.textContent = owner.querySelector(".position__name").textContent;
    name.className = [...owner.classList].filter((c) => c.startsWith("option")).join(" ");
    item.append(name, ` ${fill(root.dataset.left, numbers)}`);
    return item;
  }

  const target = () => document.getElementById(location.hash.slice(1));

  /** Keep the address in step. It loses an anchor that leads to a hidden point. */
  function write(how) {
    const query = new URLSearchParams(location.search);
    const kinds = checked();
    if (kinds.length === boxes.length) query.delete("evidence");
    else query.set("evidence", kinds.join() || NONE);
    const search = `${query}`.replaceAll("%2C", ",");
    const hash = target()?.hidden ? "" : location.hash;
    history[how](null, "", `${location.pathname}${search && "?"}${search}${hash}`);
  }

  function choose(kinds) {
    const known = boxes.filter((box) => kinds.includes(box.value));
    const all = !known.length && !kinds.includes(NONE);
    for (const box of boxes) box.checked = all || known.includes(box);
    apply();
  }

  /** Do what the address says; an anchor at a hidden point wins over the filter. */
  function follow() {
    choose((new URLSearchParams(location.search).get("evidence") ?? "").split(","));
    if (target()?.hidden) {
      choose([]);
      write("replaceState");
      target().scrollIntoView();
    }
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      apply();
      write("pushState");
    });
  }
  reset.addEventListener("click", () => {
    choose([]);
    write("pushState");
    boxes[0].focus();
  });
  addEventListener("popstate", follow);
  root.hidden = false;
  follow();
}

const root = document.getElementById("evidence-filter");
if (root) start(root);
