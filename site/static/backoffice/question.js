// A question of the desk: proposes the sentence of the chosen reason, and shows what residents will read.
(() => {
  const QUIET_MS = 400;
  const form = document.querySelector("[data-question]");
  if (!form) return;
  const reading = form.querySelector("[data-reading]");
  const message = form.elements.namedItem("message");
  const known = document.getElementById("proposals");
  const proposals = known ? JSON.parse(known.textContent) : {};
  form.querySelector("[data-no-script]").hidden = true;

  function propose(reason) {
    const isUntouched = Object.values(proposals).includes(message.value.trim());
    if (isUntouched && reason in proposals) message.value = proposals[reason];
  }

  let turn = 0;
  async function show() {
    const mine = (turn += 1);
    const asked = new FormData(form);
    asked.set("apercu", "extrait");
    try {
      const response = await fetch(form.action, { method: "POST", body: asked, credentials: "same-origin" });
      const text = await response.text();
      // Anything but the extract (signed out, gone) is told when the form is sent.
      if (response.ok && !response.redirected && mine === turn && !text.includes("<html")) reading.innerHTML = text;
    } catch {
      // Without network, what stood there stays.
    }
  }

  let waiting;
  form.addEventListener("input", (event) => {
    if (event.target.name === "reason") propose(event.target.value);
    clearTimeout(waiting);
    waiting = setTimeout(show, QUIET_MS);
  });
  // A second tap sends nothing; going back makes the button ready again.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    setTimeout(() => form.querySelectorAll("[data-confirm]").forEach((button) => (button.disabled = true)));
  });
  window.addEventListener("pageshow", () => {
    form.querySelectorAll("[data-confirm]").forEach((button) => (button.disabled = false));
  });
})();
