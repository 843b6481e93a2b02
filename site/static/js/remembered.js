/* The device and the town that a reader chose: kept on this device only, and said again in the address of a guide. */
(() => {
  const asked = new URLSearchParams(location.search);

  document.querySelectorAll("[data-device]").forEach((link) => link.addEventListener("click", () => {
    onThisDevice.write("appareil", link.dataset.device === "tous" ? "" : link.dataset.device);
  }));
  const device = onThisDevice.read("appareil");
  const link = device && !asked.has("appareil") && document.querySelector(`[data-device="${CSS.escape(device)}"]`);
  if (link) {
    const url = new URL(link.href);
    asked.forEach((value, name) => url.searchParams.set(name, value));
    url.hash = location.hash;
    location.replace(url);
    return;
  }

  // Every list of towns begins with the one that was chosen last.
  const commune = onThisDevice.read("commune");
  const lists = [...document.querySelectorAll("[data-remembered] select[name=commune]")];
  lists.forEach((list) => {
    const known = commune && !asked.has("commune") && !list.value && list.querySelector(`option[value="${CSS.escape(commune)}"]`);
    if (known) known.selected = true;
    list.form.addEventListener("submit", () => onThisDevice.write("commune", list.value));
  });

  const near = document.querySelector("[data-near]");
  if (!near) return;
  const form = near.querySelector("form");
  const list = form.elements.commune;
  const said = near.querySelector("[data-near-said]");
  let last = 0;

  const datesOf = async (chosen) => {
    const number = last += 1;
    const url = new URL(location.href);
    chosen ? url.searchParams.set("commune", chosen) : url.searchParams.delete("commune");
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.status);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-near-answer]");
    if (number !== last || !found) return false;
    near.querySelector("[data-near-answer]").replaceWith(found);
    return url;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const url = await datesOf(list.value);
      if (!url) return;
      history.replaceState(history.state, "", url);
      said.classList.add("for_readers");
      said.textContent = said.dataset.done.replace("%1", list.selectedOptions[0].text);
    } catch {
      said.classList.remove("for_readers");
      said.textContent = said.dataset.failed;
    }
  });
  if (list.value && !asked.has("commune")) datesOf(list.value).catch(() => { /* no network: the dates of all towns stay */ });
})();
