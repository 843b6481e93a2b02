/* The copy of this site on a device. What was read stays readable without network, and says of when it is.

   The network always comes first. A copy is never shown as the present: its notice is opened, what speaks of the
   moment (`data-live`), what asks the network (`data-online`) and what has ended (`data-end`, in seconds) are hidden,
   in the text itself, before anyone sees it. A page that stays open does the same (site.js).
   VERSION, ZONE, CODES (of the languages that stand in addresses) and NAMES are written before this text by
   home/offline/views.py. */
const PAGES = `copie-pages-${VERSION}`;
const FILES = `copie-fichiers-${VERSION}`;
const MOST = { [PAGES]: 40, [FILES]: 150 };
const SLOW = 4000; // ms: a copy is shown when the network has not answered by then
const HOPELESS = 15000; // ms: the same, for a page of which there is no copy
const A_DAY = 86400000; // ms
// What is not a page for everyone is left to the browser.
const ELSEWHERE = /^\/(?:admin|documents|_util|partage|healthz)\b|\.\w+$/;
// Searches and opinions are nobody's business; whether a poster still holds is asked of the network alone.
const NEVER = /^\/(?:recherche|p|affiches?)\/|\/(?:avis|merci|affiche|pres-de-chez-moi)\//;
const PLACE = /\/permanences\/[\w-]+\/[\w-]+\/$/;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT_HEADERS = ["content-type", "content-language", "content-security-policy", "date", "referrer-policy", "x-content-type-options", "x-frame-options", "cross-origin-opener-policy"];

let isErased = false; // by the reader, while pages were still being kept: they are not

const saving = () => Boolean(self.navigator.connection?.saveData);
const after = (delay) => new Promise((resolve) => { setTimeout(resolve, delay); });
// « /ar/permanences/ » is « /ar » and « /permanences/ ».
const language = (path) => CODES.map((code) => `/${code}`).find((start) => path.startsWith(`${start}/`)) ?? "";
const bare = (path) => path.slice(language(path).length);
const isOurs = (url) => url.origin === location.origin && !ELSEWHERE.test(bare(url.pathname));

/* Keeping */

const trim = async (name) => {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  if (keys.length <= MOST[name]) return;
  const paths = keys.map((key) => new URL(key.url).pathname);
  const own = paths.lastIndexOf(paths.filter((path) => PLACE.test(path)).pop());
  const isPinned = (index) => index === own || /^\/(permanences\/|hors-ligne\/)?$/.test(bare(paths[index]));
  const out = keys.filter((_, index) => !isPinned(index)).slice(0, keys.length - MOST[name]);
  await Promise.all(out.map((key) => cache.delete(key)));
};

// Deleted first: the order of the keys is then that of the last reading.
const put = async (name, url, response) => {
  if (isErased) return;
  const cache = await caches.open(name);
  await cache.delete(url);
  await cache.put(url, response);
  await trim(name);
  if (isErased) await caches.delete(name);
};

// A browser fetches a picture when it is scrolled to, and some scripts when they are used. Both are small; photos are
// kept if they were seen.
const keepFilesOf = (html) => Promise.allSettled(
  [...html.matchAll(/ (?:src|data-script)="(\/static\/(?:img|js)\/[^"]+)"/g)].map(([, address]) => keepFile(new URL(address, location.origin).href)),
);

const keepPage = async (address, response) => {
  const url = new URL(address);
  url.hash = "";
  if (!isOurs(url) || NEVER.test(bare(url.pathname))) return;
  if (response.status === 404 || response.status === 410) {
    await (await caches.open(PAGES)).delete(url.href);
    return;
  }
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  const isPublic = !/no-store|private/.test(response.headers.get("cache-control") ?? "");
  if (response.status !== 200 || response.type !== "basic" || response.redirected || !isPage || !isPublic) return;
  const headers = new Headers(KEPT_HEADERS.filter((name) => response.headers.has(name)).map((name) => [name, response.headers.get(name)]));
  const html = await response.text();
  await put(PAGES, url.href, new Response(html, { headers }));
  await keepFilesOf(html);
};

const isRecent = async (address) => {
  const kept = await (await caches.open(PAGES)).match(address);
  return kept && Date.now() - new Date(kept.headers.get("date")) < A_DAY;
};

const fetchPage = async (address) => {
  if (await isRecent(address)) return;
  await keepPage(address, await fetch(address, { cache: "no-cache" }));
};

const keepFile = async (from) => {
  const address = from.split("#")[0];
  const cache = await caches.open(FILES);
  if (!await cache.match(address)) {
    const response = await fetch(address);
    if (response.ok) await put(FILES, address, response);
  }
};

/* Showing a copy */

// Days as core/dates.py writes them (150 is Europe), hours on 24. The same text as in site.js (tests/home/test_offline.py).
const said = (date, lang, timeZone) => {
  const written = { timeZone, numberingSystem: "latn", hourCycle: "h23", weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  const part = Object.fromEntries(new Intl.DateTimeFormat(`${lang}-150`, written).formatToParts(date).map(({ type, value }) => [type, value]));
  if (lang.startsWith("fr")) return `${part.weekday} ${part.day === "1" ? "1er" : part.day}\u00a0${part.month} ${part.year}, ${Number(part.hour)}\u00a0h\u00a0${part.minute}`;
  const { hour, minute, hourCycle, ...day } = written;
  const comma = lang.startsWith("ar") ? "\u060c" : ",";
  return `${new Intl.DateTimeFormat(`${lang}-150`, day).format(date).replaceAll(/[,\u060c]/g, comma)}${comma} ${part.hour}:${part.minute}`;
};

const titleOf = (html) => (/<title>\s*([\s\S]*?)\s*<\/title>/.exec(html)?.[1] ?? "").replace(/ – e-tinérance$/, "").replace(/\s+/g, " ");
const langOf = (html) => /<html[^>]*? lang="([\w-]+)"/.exec(html)?.[1] ?? "fr";

const listed = async () => {
  const cache = await caches.open(PAGES);
  const rows = await Promise.all((await cache.keys()).reverse().map(async ({ url }) => {
    const kept = await cache.match(url);
    const { pathname, search } = new URL(url);
    if (!kept || /\/hors-ligne\/$/.test(pathname)) return "";
    const html = await kept.text();
    const address = (pathname + search).replaceAll("&", "&amp;").replaceAll('"', "%22");
    return `<li><a href="${address}">${titleOf(html)}</a></li>`;
  }));
  return rows.join("");
};

const asCopy = async (kept, why) => {
  const date = new Date(kept.headers.get("date") ?? Date.now());
  let html = await kept.text();
  const copied = said(date, langOf(html), ZONE);
  const now = Date.now();
  const pages = html.includes("<!--copies-->") ? await listed() : "";
  html = html
    .replace("<html", `<html data-from-copy="${why}"`)
    .replace(/<template data-copy-notice>([\s\S]*?)<\/template>/g, (_, notice) => notice.replaceAll("%1", copied))
    .replace(/\sdata-copy-when="(\w+)"/g, (_, when) => (when === why ? "" : " hidden"))
    .replace(/\sdata-(?:live|online)(?=[\s>])/g, " hidden")
    .replace(/\s(?:aria-current="date"|(?:session_row|day_list__day|month__day|near_place)--(?:now|today)(?=[\s"]))/g, "")
    .replace(/\sdata-end="(\d+)"/g, (found, end) => (end * 1000 <= now ? `${found} hidden` : found))
    .replace("<!--copies-->", () => pages);
  return new Response(html, { headers: kept.headers });
};

// When the page « hors ligne » is not there (a saver of data): the same in a few words.
const plain = async () => new Response(
  `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${NAMES.title}</title>`
  + `<h1>${NAMES.sentence}</h1><ul>${await listed()}</ul></html>`,
  { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'" } },
);

const instead = async (url, why) => {
  const cache = await caches.open(PAGES);
  const page = await cache.match(`${language(url.pathname)}/hors-ligne/`) ?? await cache.match("/hors-ligne/");
  return page ? asCopy(page, why) : plain();
};

/* Answering */

const page = async (event) => {
  const url = new URL(event.request.url);
  url.hash = "";
  const kept = await (await caches.open(PAGES)).match(url.href);
  const copy = (why) => (kept ? asCopy(kept.clone(), why) : instead(url, why));
  // Asked again each time, even when the browser goes back: its own cache may hold this morning's answer.
  const answer = fetch(new Request(event.request, { cache: "no-cache" }));
  let isShown = false;
  event.waitUntil(answer.then(async (response) => {
    await keepPage(url.href, response.clone());
    if (isShown) (await self.clients.get(event.resultingClientId))?.postMessage("fresh");
  }).catch(() => { /* the copy is shown */ }));
  const late = after(kept ? SLOW : HOPELESS).then(() => { isShown = true; return copy("slow"); });
  const network = answer.then((response) => {
    const isDown = response.status >= 502 && response.status <= 504;
    return isDown ? copy("slow") : response;
  });
  return Promise.race([network, late]).catch(() => copy("offline"));
};

const file = async (event) => {
  const url = event.request.url.split("#")[0]; // an icon is a part of one file
  const kept = await (await caches.open(FILES)).match(url);
  if (kept && HASHED.test(url)) return kept;
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && response.type === "basic") event.waitUntil(put(FILES, url, response.clone()));
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (isOurs(url)) event.respondWith(page(event));
  } else if (/^\/(static|media)\//.test(url.pathname)) event.respondWith(file(event));
});

self.addEventListener("message", (event) => {
  const { pages = [], files = [], erase = false } = event.data ?? {};
  if (erase) isErased = true;
  if (saving()) return;
  const all = [...pages.map(fetchPage), ...files.map(keepFile)];
  event.waitUntil(Promise.allSettled(all));
});

/* A new version of the site: what was kept of the old one is asked for again, then cleared. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  await self.clients.claim();
  const old = (await caches.keys()).filter((name) => name.startsWith("copie-") && name !== PAGES && name !== FILES);
  const keys = [];
  for (const name of old.filter((one) => one.startsWith("copie-pages-"))) keys.push(...await (await caches.open(name)).keys());
  await Promise.all(old.map((name) => caches.delete(name)));
  if (!saving()) await Promise.allSettled(keys.slice(-12).map(({ url }) => fetchPage(url)));
})()));
