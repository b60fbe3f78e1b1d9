// Opens the tab that holds the addressed point, and points inside closed tabs on arrival.
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const block = target && target.closest(".tabbed-block");
  if (!block) return;
  const set = block.closest(".tabbed-set");
  const index = [...block.parentElement.children].indexOf(block);
  set.querySelectorAll(":scope > input")[index].checked = true;
  target.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
