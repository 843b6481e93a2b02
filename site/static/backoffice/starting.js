// Shows which chosen picture goes with which step, and keeps a double tap from making two guides.
for (const form of document.querySelectorAll("[data-starting]")) {
  const input = form.querySelector("[data-pictures]");
  const list = form.querySelector("[data-chosen]");

  const line = (file, index) => {
    const item = document.createElement("li");
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    const said = list.dataset.step.replace("{number}", index + 1).replace("{file}", file.name);
    item.append(picture, said);
    return item;
  };

  input?.addEventListener("change", () => {
    list.replaceChildren(...Array.from(input.files, line));
    list.hidden = !input.files.length;
  });

  form.addEventListener("submit", () => {
    form.querySelector("[data-once]").disabled = true;
  });
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", () => {
    form.querySelector("[data-once]").disabled = false;
  });
}
