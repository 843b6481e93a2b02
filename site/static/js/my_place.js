/* The place that somebody chose, remembered on this device only (localStorage « lieu »: the path of its page).
   Without this script nothing is missing but that. */
(() => {
  "use strict";

  const memory = {
    read: () => onThisDevice.read("lieu"),
    write: (place) => onThisDevice.write("lieu", place),
  };
  const unfold = (holder) => {
    const template = holder.querySelector("template");
    if (template) template.replaceWith(template.content.cloneNode(true));
  };

  // « C’est mon lieu », « Oublier mon lieu ».
  for (const holder of document.querySelectorAll("[data-keep-place]")) {
    unfold(holder);
    const place = holder.dataset.keepPlace;
    const button = holder.querySelector("button");
    const status = holder.querySelector("[role=status]");
    const show = () => {
      const isKept = memory.read() === place;
      button.textContent = isKept ? button.dataset.forget : button.dataset.keep;
      // Several places may stand on one page: a screen reader hears which one.
      button.setAttribute("aria-label", button.textContent + button.dataset.of);
    };
    button.addEventListener("click", () => {
      const forgets = memory.read() === place;
      memory.write(forgets ? null : place);
      status.textContent = forgets ? status.dataset.forgotten : status.dataset.kept;
      document.dispatchEvent(new Event("lieu"));
    });
    document.addEventListener("lieu", show);
    show();
  }

  // On the home page: « Votre lieu », with its next date, which the page has brought for each place.
  const frame = document.querySelector("template[data-my-place]");
  const dates = document.querySelector("template[data-next-dates]");
  const kept = memory.read();
  const mine = frame && dates && kept && [...dates.content.children].find((one) => one.dataset.place === kept);
  if (mine) {
    const section = frame.content.firstElementChild.cloneNode(true);
    const [link, date] = mine.cloneNode(true).children;
    section.querySelector("[data-my-place-name]").replaceWith(link);
    section.querySelector("[data-my-place-date]").replaceWith(date);
    section.querySelector("[data-my-place-forget]").addEventListener("click", () => {
      memory.write(null);
      section.remove();
      document.querySelector("#ou").focus();
    });
    frame.after(section);
  }
})();
