/* « Effacer les copies », where the page says what this device keeps. Loaded by site.js, which makes them (`copies`). */
export const offer = (part, copies) => {
  const [erase, again, said] = ["erase", "again", "said"].map((name) => part.querySelector(`[data-copies-${name}]`));
  const show = () => {
    const isOff = onThisDevice.read("copie") === "non";
    erase.hidden = isOff;
    again.hidden = !isOff;
  };
  erase.addEventListener("click", async () => {
    onThisDevice.write("copie", "non");
    const registrations = await navigator.serviceWorker.getRegistrations();
    registrations.forEach(({ active }) => active?.postMessage({ erase: true }));
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
