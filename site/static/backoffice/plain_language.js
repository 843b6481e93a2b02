// Shows the advice that came with the preview, and leads to the part of the form that it is about.
(() => {
  const panel = document.querySelector("[data-plain-language]");
  if (!panel) return;

  const list = panel.querySelector("[data-plain-list]");
  const model = panel.querySelector("[data-plain-finding]");
  const toggle = document.querySelector('[data-side-panel-toggle="checks"]');
  const counter = toggle?.querySelector("[data-side-panel-toggle-counter]");
  let ours = 0;
  let shown = "";

  // The words of the picture that is chosen and says just this; a step may hold several pictures.
  const wordsOfPicture = (part, alt) =>
    Array.from(part?.querySelectorAll("[name$=-alt_text]") ?? []).find((field) => {
      const image = part.querySelector(`[name="${CSS.escape(field.name.replace(/alt_text$/, "image"))}"]`);
      return image?.value && field.value.trim() === alt.trim();
    });

  const open = (field) => {
    for (let panel = field.closest("[hidden]"); panel; panel = panel.parentElement?.closest("[hidden]")) {
      if (panel.id) document.querySelector(`[aria-controls="${CSS.escape(panel.id)}"]`)?.click();
    }
  };

  const go = ({ block, alt }) => {
    const part = document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    // On a phone the panel lies over the form.
    if (window.matchMedia("(max-width: 50rem)").matches) toggle?.click();
    part?.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
    const picture = typeof alt === "string" && wordsOfPicture(part, alt);
    if (picture) {
      open(picture);
      picture.scrollIntoView({ block: "center" });
      picture.focus();
      return;
    }
    part?.scrollIntoView({ block: "start" });
    const fields = part?.querySelectorAll("input:not([type=hidden]), textarea, [contenteditable=true]") ?? [];
    Array.from(fields).find((field) => !field.closest("[hidden]"))?.focus();
  };

  const line = (finding) => {
    const item = model.content.cloneNode(true);
    for (const name of ["name", "place", "excerpt", "advice", "source"]) {
      item.querySelector(`[data-${name}]`).textContent = finding[name];
    }
    const button = item.querySelector("[data-go]");
    if (finding.block) button.addEventListener("click", () => go(finding));
    else button.remove();
    return item;
  };

  // Wagtail writes the number of its own findings on the button of the panel: ours come on top.
  const count = () => {
    if (!counter || counter.textContent === shown) return;
    const total = (parseInt(counter.textContent, 10) || 0) + ours;
    shown = String(total);
    counter.textContent = shown;
    counter.hidden = total === 0;
  };
  if (counter) new MutationObserver(count).observe(counter, { childList: true, characterData: true, subtree: true });

  const show = () => {
    const page = document.querySelector("#w-preview-iframe")?.contentDocument;
    const data = page?.querySelector("#plain-language");
    panel.hidden = !data;
    if (!data) return;
    const findings = JSON.parse(data.textContent);
    ours = findings.length;
    shown = "";
    list.replaceChildren(...findings.map(line));
    panel.querySelector("[data-plain-count]").textContent = ours;
    panel.querySelector("[data-plain-none]").hidden = ours > 0;
    panel.querySelector("[data-plain-some]").hidden = ours === 0;
  };

  document.addEventListener("w-preview:loaded", show);
})();
