/* On every page, once it is read. What must be there before it is painted: first_look.js. Nothing here is needed. */
(() => {
  const root = document.documentElement;
  const SETTINGS = ["size", "spacing", "theme"];
  const LONGEST = 300000; // ms: how long an answer may be looked at before it is asked for again (core/caching.py)
  const A_MINUTE = 60000; // ms
  const SLOW = 4000; // ms: what the network is given, as in home/offline/worker.js
  const set = (name, value) => { if (value) root.dataset[name] = value; else delete root.dataset[name]; };

  const display = () => {
    const form = document.querySelector("[data-display]");
    const opener = document.querySelector("[data-display-open]");
    if (!form || !opener) return;
    const said = form.querySelector("[data-display-said]");
    const show = (shown) => {
      form.hidden = !shown;
      opener.setAttribute("aria-expanded", shown);
      (shown ? form.querySelector("input:checked") : opener).focus();
    };
    const choose = (name, value) => { set(name, value); onThisDevice.write(`affichage-${name}`, value); };
    SETTINGS.forEach((name) => {
      const chosen = [...form.elements[name]].find((one) => one.value === (root.dataset[name] ?? ""));
      if (chosen) chosen.checked = true;
    });
    opener.addEventListener("click", () => show(form.hidden));
    form.querySelector("[data-display-close]").addEventListener("click", () => show(false));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
    form.addEventListener("change", ({ target }) => { said.textContent = ""; choose(target.name, target.value); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      SETTINGS.forEach((name) => choose(name, ""));
      said.textContent = said.dataset.reset;
    });
  };

  // The reading itself (listen.js) comes with the first press: most pages are not listened to.
  const listening = () => {
    const bar = document.querySelector("[data-listen-bar]");
    const own = document.querySelector("main [data-listen]");
    if (own) document.querySelector("[data-listen-page]")?.remove();
    const openers = [...document.querySelectorAll("[data-listen]")];
    const synthesis = window.speechSynthesis;
    if (!bar || !openers.length || !synthesis || !window.SpeechSynthesisUtterance) return;
    const primary = (lang) => lang.split(/[-_]/)[0].toLowerCase(); // Android says « fr_FR »
    const hasVoice = () => synthesis.getVoices().some(({ lang }) => primary(lang) === primary(root.lang));
    const offer = () => { if (bar.hidden) openers.forEach((opener) => { opener.hidden = !hasVoice(); }); };
    openers.forEach((opener) => opener.querySelector("button").addEventListener("click", async (event) => {
      const button = event.currentTarget;
      const { listen } = await import(bar.dataset.script);
      listen(button);
    }));
    offer();
    synthesis.addEventListener?.("voiceschanged", offer);
  };

  /* What few readers use comes when it is used: a place kept on this device, an address to copy. */
  const partsOnDemand = () => {
    const frame = document.querySelector("template[data-my-place]");
    if (frame && onThisDevice.read("lieu")) import(frame.dataset.script);
    document.querySelectorAll("details[data-script]").forEach((part) => part.addEventListener("toggle", () => {
      if (part.querySelector("[data-copy] template")) import(part.dataset.script);
    }));
    // « Autour de moi » leads to the page that asks for the position; not on a device that has none to give.
    if ("geolocation" in navigator) document.querySelectorAll("[data-with-position] > template").forEach((template) => {
      template.replaceWith(template.content.cloneNode(true));
    });
  };

  // « Y aller » is for the map of an Android phone, which opens by itself: the others have their own.
  const maps = () => {
    const says = `${navigator.userAgent} ${navigator.platform}`;
    if (/Android/.test(says)) return;
    const own = /iP(hone|ad|od)|Mac/.test(says) ? "apple" : "computer";
    document.querySelectorAll("a[data-apple]").forEach((link) => { link.href = link.dataset[own]; });
  };

  const sharing = () => document.querySelectorAll("[data-share]").forEach((part) => {
    if (!navigator.share) return;
    part.hidden = false;
    part.querySelector("button").addEventListener("click", () => {
      navigator.share({ title: document.title, url: part.dataset.share }).catch(() => { /* changed their mind */ });
    });
  });

  /* The copy for want of network (home/offline/worker.js): never on the first view, and nothing is counted for that. */
  const isKnownDevice = () => {
    const style = performance.getEntriesByType("resource").find(({ name }) => /\/static\/css\/rest\./.test(name));
    return document.referrer.startsWith(`${location.origin}/`) || (style?.transferSize === 0 && style.decodedBodySize > 0);
  };
  const copies = async () => {
    const workers = navigator.serviceWorker;
    if (!workers || onThisDevice.read("copie") === "non") return;
    const wasCopied = Boolean(workers.controller);
    workers.addEventListener("message", ({ data }) => {
      const said = document.querySelector("[data-copy-said]");
      if (data === "fresh" && said) said.textContent = said.dataset.fresh;
    });
    if (!await workers.getRegistration() && !isKnownDevice()) return;
    await workers.register("/sw.js", { updateViaCache: "none" });
    const { active } = await workers.ready;
    const links = document.querySelector("template[data-copies]")?.content.querySelectorAll("a") ?? [];
    const own = onThisDevice.read("lieu"); // the path of its page in French (my_place.js)
    const language = location.pathname.startsWith(`/${root.lang}/`) ? `/${root.lang}` : "";
    const pages = [...[...links].map((link) => link.getAttribute("href")), ...(own ? [language + own] : [])].map((address) => new URL(address, location.href).href);
    const here = [location.href, document.referrer].filter((address) => address.startsWith(`${location.origin}/`));
    const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(`${location.origin}/static/`));
    active.postMessage(wasCopied ? { pages } : { pages: [...pages, ...here], files });
  };

  const erasing = async () => {
    const part = document.querySelector("[data-copies-kept]");
    if (part && navigator.serviceWorker) (await import(part.dataset.script)).offer(part, copies);
  };

  // Days as core/dates.py writes them (150 is Europe), hours on 24. The same text as in home/offline/worker.js.
  const said = (date, lang, timeZone) => {
    const written = { timeZone, numberingSystem: "latn", hourCycle: "h23", weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
    const part = Object.fromEntries(new Intl.DateTimeFormat(`${lang}-150`, written).formatToParts(date).map(({ type, value }) => [type, value]));
    if (lang.startsWith("fr")) return `${part.weekday} ${part.day === "1" ? "1er" : part.day}\u00a0${part.month} ${part.year}, ${Number(part.hour)}\u00a0h\u00a0${part.minute}`;
    const { hour, minute, hourCycle, ...day } = written;
    const comma = lang.startsWith("ar") ? "\u060c" : ",";
    return `${new Intl.DateTimeFormat(`${lang}-150`, day).format(date).replaceAll(/[,\u060c]/g, comma)}${comma} ${part.hour}:${part.minute}`;
  };

  /* A page that stayed open, or came back out of the browser's memory, must not give an old answer: when it is due,
     the page is asked for again. Only what has changed is loaded again, and only if it is there: without network, the
     page in hand becomes its own copy, dated of the last time that it was known to be right. */
  const isBusy = () => [...document.querySelectorAll("main input, main textarea")].some((field) => field.value !== field.defaultValue)
    || document.querySelector("[data-listen-bar]")?.hidden === false;
  const hide = (parts) => document.querySelectorAll(parts).forEach((part) => { part.hidden = true; });
  const hideOver = () => document.querySelectorAll("[data-end]").forEach((part) => {
    if (part.dataset.end * 1000 <= Date.now()) part.hidden = true;
  });
  const becomeCopy = (why, day) => {
    if (!root.dataset.fromCopy) {
      document.querySelectorAll("template[data-copy-notice]").forEach((template) => {
        template.innerHTML = template.innerHTML.replaceAll("%1", day);
        template.replaceWith(template.content);
      });
      document.querySelectorAll("main [aria-current=date]").forEach((part) => part.removeAttribute("aria-current"));
      document.querySelectorAll("main [class*='--now'], main [class*='--today']").forEach((part) => {
        part.setAttribute("class", part.getAttribute("class").replace(/\S+--(?:now|today)\b/g, ""));
      });
    }
    root.dataset.fromCopy = why;
    document.querySelectorAll("[data-copy-when]").forEach((part) => { part.hidden = part.dataset.copyWhen !== why; });
    hide(why === "fresh" ? "[data-live]" : "[data-live], [data-online]");
    hideOver();
    const words = document.querySelector("[data-copy-said]");
    if (why === "fresh" && words) words.textContent = words.dataset.fresh;
  };
  const renewing = () => {
    // A moment later: the network flickers, and somebody who goes to another page is not called back.
    addEventListener("online", () => setTimeout(() => {
      if (navigator.onLine && root.dataset.fromCopy && !isBusy()) location.reload();
    }, 1000));
    const zone = document.querySelector("template[data-copies]")?.dataset.zone;
    const main = document.querySelector("main");
    if (!zone || !main) return;
    const told = main.textContent;
    const changes = root.dataset.changes * 1000; // NaN: it is not known
    let seen = Date.now();
    let isAsking = false;
    // A clock that is fast would find it past at once: then five minutes, as for all.
    const isDue = () => Date.now() - seen > LONGEST || (changes > seen && Date.now() >= changes) || root.dataset.fromCopy;
    const age = (why) => becomeCopy(why, said(seen, root.lang, zone));
    const renew = async () => {
      if (root.dataset.fromCopy) hideOver();
      const isLive = root.dataset.fromCopy || document.querySelector("[data-live]");
      if (isAsking || document.visibilityState !== "visible" || !isLive || !isDue()) return;
      isAsking = true;
      const late = setTimeout(age, SLOW, "slow");
      try {
        const answer = await fetch(location.href, { cache: "no-cache" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        clearTimeout(late);
        if (answer.status >= 500) age("slow");
        else if (!root.dataset.fromCopy && page.querySelector("main")?.textContent === told) seen = Date.now();
        else if (isBusy()) age("fresh");
        else location.reload();
      } catch {
        age("offline");
      } finally {
        clearTimeout(late);
        isAsking = false;
      }
    };
    document.addEventListener("visibilitychange", renew);
    addEventListener("pageshow", (event) => { if (event.persisted) renew(); });
    setInterval(renew, A_MINUTE);
    if (changes > seen) setTimeout(renew, changes - seen);
  };

  // First of all the page as it came: what the others add to it is not news.
  [renewing, display, listening, partsOnDemand, maps, sharing, erasing].forEach((start) => start());
  addEventListener("load", () => { copies().catch(() => { /* no room, or not allowed */ }); });
})();
