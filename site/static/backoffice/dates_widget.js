// The dates of a permanence: adds lines for single dates, and says in words what is chosen.
// The words come from the server, so that the rules (public holidays too) stand in one place.
(() => {
  const QUIET_MS = 300;

  function addLine(list) {
    const items = list.querySelectorAll("[data-dates-item]");
    const copy = items[items.length - 1].cloneNode(true);
    const input = copy.querySelector("input");
    const number = items.length;
    input.id = input.id.replace(/\d+$/, String(number));
    input.value = "";
    const label = copy.querySelector("label");
    label.htmlFor = input.id;
    label.textContent = label.textContent.replace(/\d+\s*$/, String(number + 1));
    items[items.length - 1].after(copy);
    input.focus();
  }

  async function say(widget) {
    const form = widget.closest("form");
    const name = widget.dataset.name;
    const asked = new URLSearchParams();
    for (const [key, value] of new FormData(form)) {
      if (typeof value !== "string" || !value || !key.startsWith(`${name}-`)) continue;
      asked.append(key.replace(`${name}-`, "dates-"), value);
    }
    if (form.querySelector("[name=open_on_holidays]:checked")) asked.append("open_on_holidays", "1");
    asked.append("caravan", form.querySelector("[name=caravan]")?.value || "");
    const turn = (widget.turn = (widget.turn || 0) + 1);
    const place = widget.querySelector("[data-summary]");
    try {
      const response = await fetch(`${widget.dataset.summaryUrl}?${asked}`, { credentials: "same-origin" });
      if (!response.ok || turn !== widget.turn) return;
      const { sentence, problem } = await response.json();
      place.textContent = problem || sentence;
    } catch {
      place.textContent = "";
    }
  }

  function start(widget) {
    if (widget.dataset.ready) return;
    widget.dataset.ready = "yes";
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => say(widget), QUIET_MS);
    };
    widget.addEventListener("input", soon);
    widget.addEventListener("click", (event) => {
      const button = event.target.closest("[data-dates-add]");
      if (button) addLine(button.closest("[data-dates-list]"));
    });
    widget.closest("form")?.addEventListener("change", (event) => {
      if (["open_on_holidays", "caravan"].includes(event.target.name)) soon();
    });
    say(widget);
  }

  const startAll = () => document.querySelectorAll("[data-dates-widget]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
