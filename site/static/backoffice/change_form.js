// The form of a change: shows what belongs to the chosen kind, and the sessions of the chosen permanence.
(() => {
  function start(form) {
    const kind = form.elements.namedItem("kind");
    const permanence = form.elements.namedItem("permanence");
    const session = form.elements.namedItem("session");

    function showFields() {
      form.querySelectorAll("[data-change-kinds]").forEach((part) => {
        part.hidden = !part.dataset.changeKinds.split(" ").includes(kind.value);
      });
    }

    function showSessions() {
      for (const option of session.options) {
        const owner = option.dataset.permanence;
        const fits = !owner || !permanence.value || owner === permanence.value;
        option.hidden = option.disabled = !fits;
        if (!fits && option.selected) session.value = "";
      }
    }

    kind.addEventListener("change", showFields);
    permanence.addEventListener("change", showSessions);
    showFields();
    showSessions();
  }

  const startAll = () => {
    const form = document.querySelector("[data-change-kinds]")?.closest("form");
    if (form) start(form);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
