// Planning a stay: at a place that is known, proposes the hours last used there, and the same again.
(() => {
  const times = (form) =>
    [...form.querySelectorAll('[name^="sessions-"][name$="-start"]')]
      .filter((input) => !form.querySelector(`[name="${input.name.replace("start", "DELETE")}"]`)?.value)
      .map((start) => [start, form.querySelector(`[name="${start.name.replace("start", "end")}"]`)]);
  const values = (form) => JSON.stringify(times(form).map((row) => row.map((input) => input.value.slice(0, 5))));

  function fill(form, hours) {
    for (let extra = times(form).length; extra < hours.length; extra += 1) document.getElementById("id_sessions-ADD").click();
    for (const [start] of times(form).slice(hours.length)) {
      document.getElementById(`id_${start.name.replace("start", "DELETE")}-button`).click();
    }
    times(form).forEach((row, number) => row.forEach((input, side) => (input.value = hours[number][side])));
    times(form)[0]?.[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  function start(field) {
    const form = field.closest("form");
    const select = field.querySelector("select");
    const link = field.querySelector("[data-place-again]");
    const isNew = Boolean(form.querySelector('input[name="key"]'));
    let proposed = values(form);
    let turn = 0;
    if (!isNew) return;

    async function ask() {
      const mine = (turn += 1);
      link.hidden = true;
      if (!select.value) return;
      try {
        const response = await fetch(field.dataset.usedUrl.replace("/0/", `/${select.value}/`), { credentials: "same-origin" });
        if (!response.ok || mine !== turn) return;
        const used = await response.json();
        if (used.hours.length && values(form) === proposed) {
          fill(form, used.hours);
          proposed = values(form);
        }
        if (used.again && !new URLSearchParams(location.search).has("again")) {
          link.firstElementChild.href = used.again;
          link.firstElementChild.textContent = used.name;
          link.hidden = false;
        }
      } catch {
        // Without network, the usual hours stand.
      }
    }

    select.addEventListener("change", ask);
    if (select.value && !new URLSearchParams(location.search).has("again") && !form.querySelector(".error-message")) ask();
  }

  const startAll = () => document.querySelectorAll("[data-place-field]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
