// "Since your last visit": the verdicts that changed since this reader was here before.
// Only the day of the newest change seen is kept. What was new stays on show until the tab is
// closed or the reader dismisses it. Without JavaScript, storage or the list: nothing is shown.

const NEVER = "0000-00-00"; // seen when nothing had changed yet
const DAY = /^\d{4}-\d\d-\d\d$/;
const TEXTS = ["criterion", "on", "before", "after", "because", "url"];

const sound = (change) => TEXTS.every((name) => typeof change?.[name] === "string") && DAY.test(change.on);

async function start(root) {
  const source = new URL(root.dataset.changes, document.baseURI);
  const key = `since:1:${new URL("..", source).pathname}`; // other sites may share the host
  const all = await (await fetch(source)).json();
  const changes = all.filter(sound).sort((a, b) => (a.on < b.on) - (a.on > b.on));
  const newest = changes[0]?.on ?? NEVER;
  const since = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  localStorage.setItem(key, newest);
  if (!DAY.test(since)) return; // the first visit, or no date of ours
  sessionStorage.setItem(key, since);
  const news = changes.filter((change) => change.on > since);
  if (!news.length) return;
  show(root, news, source);
  root.querySelector("button").addEventListener("click", () => {
    sessionStorage.setItem(key, newest);
    root.hidden = true;
    const title = document.querySelector("h1");
    title.tabIndex = -1;
    title.focus();
  });
}

function show(root, news, source) {
  const list = root.querySelector("ul");
  const most = Number(root.dataset.most);
  list.append(...news.slice(0, most).map((change) => entry(root, list.firstElementChild, change, source)));
  const more = root.querySelector('[data-of="more"]');
  more.hidden = news.length <= most;
  more.textContent = root.dataset.more.replace("{count}", news.length - most);
  root.hidden = false;
}

function entry(root, pattern, change, source) {
  const item = pattern.cloneNode(true);
  const part = (name) => item.querySelector(`[data-of="${name}"]`);
  for (const name of ["criterion", "before", "after", "because"]) part(name).textContent = change[name];
  const url = new URL(change.url, source);
  if (/^https?:$/.test(url.protocol)) part("criterion").href = url;
  part("on").dateTime = change.on;
  part("on").textContent = new Date(change.on).toLocaleDateString(root.dataset.locale, {
    day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
  });
  item.hidden = false;
  return item;
}

const root = document.getElementById("since");
if (root) start(root).catch(() => {}); // an extra: no reader needs to know that it failed
