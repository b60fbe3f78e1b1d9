// The phrasebook: words that a phrase has to have in its title, its note or its code.
// The address keeps them: ?find=gather
// Without JavaScript the filter stays hidden and every phrase is shown.

import { fill, followAddress, keep } from "./lib/filter.js";
import { hasAll, told, words } from "./lib/words.js";

const PAUSE = 300; // ms without a key before the address and the announcement follow

function start(root) {
  const sections = [...document.querySelectorAll(".phrases")].map((section) => ({
    section,
    phrases: [...section.querySelectorAll(".phrase")].map((phrase) => ({
      phrase,
      text: told(section.querySelector("h2").textContent, ...[...phrase.querySelectorAll("h3, code, .phrase__note")].map((part) => part.textContent)),
    })),
  }));
  const phrases = sections.flatMap((one) => one.phrases);
  const field = root.querySelector("[type=search]");
  const status = root.querySelector("[role=status]");
  const reset = root.querySelector("[data-reset]");
  const numbers = { shown: phrases.length, total: phrases.length };
  let timer;

  const write = (how) => keep(how, { find: field.value.trim() });

  function apply() {
    const wanted = words(field.value);
    for (const { phrase, text } of phrases) phrase.hidden = !hasAll(text, wanted);
    for (const one of sections) one.section.hidden = one.phrases.every(({ phrase }) => phrase.hidden);
    numbers.shown = phrases.filter(({ phrase }) => !phrase.hidden).length;
    root.querySelector(".filter__count").textContent = fill(root.dataset.count, numbers);
    reset.hidden = !field.value;
    root.classList.toggle("is-narrow", Boolean(field.value)); // then it is printed, too
    clearTimeout(timer);
    timer = setTimeout(settle, PAUSE);
  }

  function settle() {
    clearTimeout(timer);
    write("replaceState");
    const said = numbers.shown ? fill(root.dataset.count, numbers) : root.dataset.none;
    if (status.textContent !== said && (status.textContent || numbers.shown < numbers.total)) status.textContent = said;
  }

  function choose(query) {
    field.value = query.get("find") ?? "";
    apply();
  }

  field.addEventListener("input", apply);
  field.addEventListener("change", settle);
  reset.addEventListener("click", () => {
    choose(new URLSearchParams());
    write("pushState");
    field.focus();
  });
  followAddress(root, choose, write);
}

const root = document.getElementById("phrase_filter");
if (root) start(root);
