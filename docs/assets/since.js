// "Since your last visit": the verdicts that changed since this reader was here before.
// Kept are only the day of the newest change seen and the ids of that day's; what was new stays until
// it is dismissed or the tab is closed. Without JavaScript or storage: nothing is shown.

const NEVER = "0000-00-00"; // seen while nothing had changed yet
const DAY = /^\d{4}-\d\d-\d\d$/;
const TEXTS = ["criterion", "before", "after", "because"];

function start(root, changes) {
  const key = `since:1:${new URL(".", location).pathname}`; // other sites may share the host
  const newest = changes[0]?.on ?? NEVER;
  const seen = [newest, ...changes.filter((change) => change.on === newest).map((change) => change.id)].join(" ");
  const before = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  const [day, ...ids] = before?.split(" ") ?? [];
  localStorage.setItem(key, seen);
  if (!DAY.test(day)) return; // the first visit, or no day of ours
  sessionStorage.setItem(key, before);
  const later = (change) => change.on === day && ids.length > 0 && !ids.includes(change.id);
  const news = changes.filter((change) => change.on > day || later(change));
  if (!news.length) return;
  show(root, news);
  root.querySelector("button").addEventListener("click", () => {
    sessionStorage.setItem(key, seen);
    root.hidden = true;
    const title = document.querySelector("h1");
    title.tabIndex = -1;
    title.focus();
  });
}

function show(root, news) {
  const { most, more } = root.dataset;
  const list = root.querySelector("ul");
  const pattern = list.querySelector("template").content.firstElementChild;
  for (const change of news.slice(0, most)) list.append(entry(root, pattern, change));
  const rest = root.querySelector('[data-of="more"]');
  rest.hidden = news.length <= most;
  rest.textContent = more.replace("{count}", news.length - most);
  root.hidden = false;
}

function entry(root, pattern, change) {
  const item = pattern.cloneNode(true);
  const part = (name) => item.querySelector(`[data-of="${name}"]`);
  for (const name of TEXTS) Object.assign(part(name), { textContent: change[name], dir: "auto" });
  part("criterion").href = change.url;
  const day = part("on");
  day.dateTime = change.on;
  day.textContent = new Date(change.on).toLocaleDateString(root.dataset.locale, { dateStyle: "long", timeZone: "UTC" });
  return item;
}

const root = document.getElementById("since");
try {
  if (root) start(root, JSON.parse(document.getElementById("since-data").textContent));
} catch {} // nothing is kept in this browser: an extra, no reader needs to know
