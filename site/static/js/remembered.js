/* The device and the town that a reader chose, remembered on this device only, for the next guide. */
(() => {
  const asked = new URLSearchParams(location.search);
  const memory = {
    read: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    write: (name, value) => { try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* private mode */ } },
  };

  document.querySelectorAll("[data-device]").forEach((link) => link.addEventListener("click", () => {
    memory.write("appareil", link.dataset.device === "tous" ? "" : link.dataset.device);
  }));
  const device = memory.read("appareil");
  const link = device && !asked.has("appareil") && document.querySelector(`[data-device="${CSS.escape(device)}"]`);
  if (link) {
    const url = new URL(link.href);
    asked.forEach((value, name) => url.searchParams.set(name, value));
    url.hash = location.hash;
    location.replace(url);
    return;
  }

  const near = document.querySelector("[data-near]");
  if (!near) return;
  near.querySelector("form").addEventListener("submit", (event) => {
    memory.write("commune", new FormData(event.target).get("commune"));
  });
  const commune = memory.read("commune");
  const known = commune && near.querySelector(`option[value="${CSS.escape(commune)}"]`);
  if (!known || asked.has("commune")) return;
  const url = new URL(location.href);
  url.searchParams.set("commune", commune);
  fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))).then((page) => {
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("[data-near-answer]");
    if (!found) return;
    near.querySelector("[data-near-answer]").replaceWith(found);
    known.selected = true;
  }).catch(() => { /* no network: the dates of all towns stay */ });
})();
