/* The page « S’abonner »: what fits this device comes first and is open, unless the link led to another way;
   an address can be copied.
   Nothing here is needed: without it, every way is there, closed, in the order of the editors. */
(() => {
  "use strict";

  // An iPad says that it is a Mac: here both are the same.
  const says = `${navigator.userAgent} ${navigator.platform}`;
  const device = /Android|CrOS/.test(says) ? "android" : /iP(hone|ad|od)|Mac/.test(says) ? "apple" : "computer";

  for (const list of document.querySelectorAll("[data-ways]")) {
    const fitting = [...list.querySelectorAll(`[data-device="${device}"]`)];
    list.prepend(...fitting);
    const asked = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const wanted = asked && asked.closest(".way");
    if (wanted) {
      wanted.open = true; // browsers do it too, but not the older ones
      asked.scrollIntoView();
    } else if (fitting.length === 1) fitting[0].open = true;
  }

  for (const field of document.querySelectorAll("[data-copy]")) {
    const input = field.querySelector("input");
    const template = field.querySelector("template");
    const status = field.querySelector("[role=status]");
    template.replaceWith(template.content.cloneNode(true));
    field.querySelector("button").addEventListener("click", async () => {
      input.select();
      try {
        await navigator.clipboard.writeText(input.value);
        status.textContent = status.dataset.copied;
      } catch {
        const copied = document.execCommand("copy"); // old browsers, and pages without https
        status.textContent = copied ? status.dataset.copied : status.dataset.selected;
      }
    });
  }

  // On paper: the ways that are open; all of them when none is.
  const ways = [...document.querySelectorAll("[data-ways] > details")];
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = ways.some((way) => way.open) ? [] : ways;
    for (const way of opened) way.open = true;
  });
  addEventListener("afterprint", () => {
    for (const way of opened) way.open = false;
  });
})();
