/* On every page, once it is read. What must be there before it is painted: first_look.js. Nothing here is needed. */
(() => {
  const root = document.documentElement;
  const SETTINGS = ["size", "spacing", "theme"];
  const LONGEST = 300000; // ms: how long an answer may be looked at before it is asked for again (core/caching.py)
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
    const hasVoice = () => synthesis.getVoices().some(({ lang }) => lang.slice(0, 2).toLowerCase() === root.lang.slice(0, 2));
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

  const sharing = () => document.querySelectorAll("[data-share]").forEach((part) => {
    if (!navigator.share) return;
    part.hidden = false;
    part.querySelector("button").addEventListener("click", () => {
      navigator.share({ title: document.title, url: part.dataset.share }).catch(() => { /* changed their mind */ });
    });
  });

  /* The copy for want of network (home/offline/worker.js): never on the first view, and nothing is counted for that. */
  const isKnownDevice = () => {
    const style = performance.getEntriesByType("resource").find(({ name }) => /\/static\/css\/site\./.test(name));
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
    const own = onThisDevice.read("lieu"); // chosen on the home page (my_place.js)
    const pages = [...[...links].map((link) => link.getAttribute("href")), ...(own ? [own] : [])].map((address) => new URL(address, location.href).href);
    const here = [location.href, document.referrer].filter((address) => address.startsWith(`${location.origin}/`));
    const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(`${location.origin}/static/`));
    active.postMessage(wasCopied ? { pages } : { pages: [...pages, ...here], files });
  };

  const erasing = () => {
    const part = document.querySelector("[data-copies-kept]");
    if (!part || !navigator.serviceWorker) return;
    const [erase, again, said] = ["erase", "again", "said"].map((name) => part.querySelector(`[data-copies-${name}]`));
    const show = () => {
      const isOff = onThisDevice.read("copie") === "non";
      erase.hidden = isOff;
      again.hidden = !isOff;
    };
    erase.addEventListener("click", async () => {
      onThisDevice.write("copie", "non");
      const registrations = await navigator.serviceWorker.getRegistrations();
      await Promise.all(registrations.map((one) => one.unregister()));
      const names = (await caches.keys()).filter((name) => name.startsWith("copie-"));
      await Promise.all(names.map((name) => caches.delete(name)));
      show();
      said.textContent = erase.dataset.done;
      again.focus();
    });
    again.addEventListener("click", () => {
      onThisDevice.write("copie", "");
      show();
      said.textContent = again.dataset.done;
      erase.focus();
      copies();
    });
    part.hidden = false;
    show();
  };

  /* A page that stayed open, or came back out of the browser's memory, must not give an old answer. */
  const isBusy = () => [...document.querySelectorAll("main input, main textarea")].some((field) => field.value !== field.defaultValue)
    || document.querySelector("[data-listen-bar]")?.hidden === false;
  const renewing = () => {
    const loaded = Date.now();
    const renew = () => {
      const isOld = Date.now() - loaded > LONGEST && document.querySelector("[data-live]");
      if (document.visibilityState === "visible" && isOld && !isBusy()) location.reload();
    };
    document.addEventListener("visibilitychange", renew);
    addEventListener("pageshow", (event) => { if (event.persisted) renew(); });
    // A moment later: the network flickers, and somebody who goes to another page is not called back.
    addEventListener("online", () => setTimeout(() => {
      if (navigator.onLine && root.dataset.fromCopy && !isBusy()) location.reload();
    }, 1000));
  };

  [display, listening, partsOnDemand, sharing, erasing, renewing].forEach((start) => start());
  addEventListener("load", () => { copies().catch(() => { /* no room, or not allowed */ }); });
})();
