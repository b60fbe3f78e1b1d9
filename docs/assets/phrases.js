// The phrasebook: words that a phrase has to have in its title, its note or its code.
// The address keeps them: ?find=gather
// Without JavaScript the filter stays hidden and every phrase is shown.

import { fill } from "./lib/filter.js";
import { filtered } from "./lib/typed.js";
import { hasAll, told, words } from "./lib/words.js";

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

  const values = () => ({ find: field.value.trim() });

  function choose(query) {
    field.value = query.get("find") ?? "";
  }

  function apply() {
    const wanted = words(field.value);
    for (const { phrase, text } of phrases) phrase.hidden = !hasAll(text, wanted);
    for (const one of sections) one.section.hidden = one.phrases.every(({ phrase }) => phrase.hidden);
    numbers.shown = phrases.filter(({ phrase }) => !phrase.hidden).length;
    root.querySelector(".filter__count").textContent = fill(root.dataset.count, numbers);
    reset.hidden = !field.value;
    root.classList.toggle("is-narrow", Boolean(field.value)); // then it is printed, too
  }

  function tell() {
    const said = numbers.shown ? fill(root.dataset.count, numbers) : root.dataset.none;
    if (status.textContent !== said && (status.textContent || numbers.shown < numbers.total)) status.textContent = said;
  }

  filtered(root, { field, resets: [reset] }, { choose, apply, tell, values });
}

const root = document.getElementById("phrase_filter");
if (root) start(root);
