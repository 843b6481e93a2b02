/* The page « S’abonner »: what fits this device comes first and is open, unless the link led to another way.
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
