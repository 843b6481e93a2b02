// The place of a permanence: a search that narrows the list, and a dialogue that makes a new place.
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

  function narrowing(field, select) {
    const search = field.querySelector("[data-place-search]");
    const input = search.querySelector("input");
    const found = search.querySelector("[data-place-found]");
    // Phones show hidden options all the same: those that do not fit are taken out of the list.
    let all = [...select.children].map((node) => node.cloneNode(true));

    function show() {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      const chosen = select.value;
      const fits = (option, group) =>
        !option.value || option.value === chosen || words.every((word) => plain(`${group} ${option.text}`).includes(word));
      select.replaceChildren();
      for (const node of all) {
        const copy = node.cloneNode(true);
        if (copy.tagName === "OPTGROUP") {
          for (const option of [...copy.children]) if (!fits(option, copy.label)) option.remove();
          if (copy.children.length) select.append(copy);
        } else select.append(copy);
      }
      select.value = chosen;
      const fitting = [...select.options].filter((option) => option.value && words.length);
      const matching = fitting.filter((option) => words.every((word) => plain(`${option.parentNode.label} ${option.text}`).includes(word)));
      const { none, one, many } = found.dataset;
      const said = [none, one][matching.length] ?? `${matching.length} ${many}`;
      found.textContent = words.length ? said : "";
      if (matching.length === 1 && matching[0].value !== chosen) choose(select, matching[0].value);
    }

    input.addEventListener("input", show);
    // Enter would send the form.
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    search.hidden = false;
    return {
      add(commune, pk, title) {
        input.value = "";
        let group = all.find((node) => node.label === commune);
        if (!group) {
          group = document.createElement("optgroup");
          group.label = commune;
          all.push(group);
        }
        if (![...group.children].some((option) => option.value === String(pk))) group.append(new Option(title, pk));
        show();
      },
    };
  }

  function choose(select, value) {
    select.value = value;
    for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
  }

  function dialogue(dialog, opener, select, list) {
    const form = dialog.querySelector("form");
    const problems = [...form.querySelectorAll("[data-problem]")];
    const failed = dialog.parentNode.querySelector("[data-new-place-failed]");
    let isSending = false;

    function say(errors) {
      for (const place of problems) {
        const name = place.dataset.problem;
        place.textContent = (errors[name] || []).join(" ");
        form.elements.namedItem(`new-place-${name}`)?.setAttribute("aria-invalid", String(name in errors));
      }
      const first = problems.find((place) => place.textContent);
      form.elements.namedItem(`new-place-${first?.dataset.problem}`)?.focus();
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isSending) return;
      isSending = true;
      try {
        const response = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
        const answer = await response.json();
        if (answer.errors) say(answer.errors);
        else {
          list.add(answer.commune, answer.pk, answer.title);
          choose(select, String(answer.pk));
          form.reset();
          say({});
          dialog.close();
        }
      } catch {
        say({ __all__: [failed.content.textContent] });
      }
      isSending = false;
    });
    dialog.querySelector("[data-new-place-close]").addEventListener("click", () => dialog.close());
    opener.addEventListener("click", () => dialog.showModal());
    opener.hidden = false;
  }

  function start(field) {
    if (field.dataset.ready) return;
    field.dataset.ready = "yes";
    const select = field.querySelector("select");
    const list = narrowing(field, select);
    const dialog = document.querySelector("[data-new-place]");
    if (dialog) dialogue(dialog, field.querySelector("[data-place-new]"), select, list);
  }

  const startAll = () => document.querySelectorAll("[data-place-field]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
