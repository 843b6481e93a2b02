(() => {
  const root = document.documentElement;
  root.classList.add("js");
  // The page is read to its end; scripts, which may be late, are not waited for.
  document.addEventListener("readystatechange", () => { const rest = document.querySelector("[data-rest]"); if (rest) rest.media = "all"; });
  // A first page does not wait for letters: they are fetched once it is painted, for the next ones.
  if (navigator.serviceWorker?.controller || document.referrer.startsWith(`${location.origin}/`)) root.classList.add("lettered");
  else if (!("saving" in root.dataset || matchMedia("(prefers-reduced-data: reduce)").matches)) {
    const fetchLetters = () => [400, 700].forEach((weight) => document.fonts.load(`${weight} 1em Andika`));
    addEventListener("load", () => setTimeout(fetchLetters, 200));
  }
  // What a reader chose, kept by this device; every script asks here. Nothing is kept in private mode.
  window.onThisDevice = {
    read: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    write: (name, value) => { try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* private mode */ } },
  };
  for (const name of ["size", "spacing", "theme"]) {
    const value = onThisDevice.read(`affichage-${name}`);
    if (value) root.dataset[name] = value;
  }
})();
