// The dates of a permanence: adds lines for single dates, and says in words what is chosen.
// The words come from the server, so that the rules (public holidays too) stand in one place.
(() => {
  const QUIET_MS = 300;
  const ASKED = /^(dates-.+|sessions-\d+-(start|end|DELETE)|place|caravan|open_on_holidays|permanence)$/;

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
    const turn = (widget.turn = (widget.turn || 0) + 1);
    const sentence = widget.querySelector("[data-summary]");
    const days = widget.querySelector("[data-planned-days]");
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value && ASKED.test(name)) asked.append(name, value);
    }
    try {
      const response = await fetch(`${widget.dataset.summaryUrl}?${asked}`, { credentials: "same-origin" });
      if (!response.ok || turn !== widget.turn) return;
      const said = await response.json();
      // The same words again would be read aloud again.
      const words = said.problem || said.sentence;
      if (sentence.textContent !== words) sentence.textContent = words;
      days.innerHTML = said.list;
    } catch {
      sentence.textContent = "";
      days.textContent = "";
    }
  }

  // « Comme la dernière fois »: the new stay is as long as the earlier one, until another last day is chosen.
  function keepLength(widget) {
    const [first, last] = ["first", "last"].map((part) => widget.querySelector(`[name$="-${part}"]`));
    const length = widget.closest("form")?.querySelector('[name$="-length"]');
    if (!length) return;
    let proposed = "";
    first.addEventListener("input", () => {
      if (last.value !== proposed || !first.valueAsDate) return;
      const day = first.valueAsDate;
      if (day.getUTCFullYear() < 2000) return; // a year that is still being typed
      day.setUTCDate(day.getUTCDate() + Number(length.value));
      last.value = proposed = day.toISOString().slice(0, 10);
    });
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
      if (/^(open_on_holidays|caravan|place|sessions-\d+-(start|end))$/.test(event.target.name)) soon();
    });
    keepLength(widget);
    say(widget);
  }

  const startAll = () => document.querySelectorAll("[data-dates-widget]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
