/* Copies the text of a field at one press. Without this, the field is there to be selected by hand. */
(() => {
  "use strict";

  for (const field of document.querySelectorAll("[data-copy]")) {
    const input = field.querySelector("input, textarea");
    const template = field.querySelector("template");
    const status = field.querySelector("[role=status]");
    if (!template) continue; // another script of the page was quicker
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
})();
