// Permalinks copy the address that they lead to, without the filter that is set on the page.
// Without JavaScript or a clipboard they are plain links; the browser follows them in any case.

const SHOWN = 1500; // ms that a link says "Copied"

function enhance(link, status) {
  const { copy, copied, named } = status.dataset;
  let timer;
  const say = (done) => {
    link.textContent = done ? copied : copy;
    link.classList.toggle("is-copied", done);
    status.textContent = done ? copied : "";
  };
  link.setAttribute("aria-label", named.replace("{label}", () => link.getAttribute("aria-label")));
  link.classList.add("copies");
  link.textContent = copy;
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // elsewhere
    say(false);
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + link.hash);
    } catch {
      return; // refused: the address bar has it
    }
    say(true);
    clearTimeout(timer);
    timer = setTimeout(say, SHOWN, false);
  });
}

const status = document.getElementById("copy_link");
if (status && navigator.clipboard) {
  for (const link of document.querySelectorAll(".point__link, .row-link, .verdict__link")) enhance(link, status);
}
