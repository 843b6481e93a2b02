/* A guide taken one step at a time. Without this script, the guide is one page.
   A tip or a warning goes with the step above it. The place is remembered on this device only. */
(() => {
  const guide = document.querySelector("[data-guide]");
  const opener = document.querySelector("[data-step-mode]");
  const bar = document.querySelector("[data-step-bar]");
  const steps = guide ? [...guide.querySelectorAll("[data-step]")] : [];
  if (!opener || !bar || steps.length < 2) return;

  const groups = steps.map((step) => {
    const group = [step];
    for (let next = step.nextElementSibling; next && !next.matches("[data-step]"); next = next.nextElementSibling) group.push(next);
    return group;
  });
  const part = (name) => bar.querySelector(`[data-step-${name}]`);
  const [back, forward, progress, said, end] = ["back", "forward", "progress", "said", "end"].map(part);
  const key = `etape:${location.pathname}`;
  const memory = {
    read: () => { try { return localStorage.getItem(key); } catch { return null; } },
    write: (value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private mode */ } },
  };
  let current = null;

  const show = (number, { focus = true } = {}) => {
    current = number;
    const finished = number === steps.length;
    guide.classList.toggle("guide--stepping", number !== null);
    groups.forEach((group, index) => group.forEach((element) => {
      element.classList.toggle("is_away", number !== null && index !== number);
    }));
    bar.hidden = number === null;
    opener.hidden = number !== null;
    if (number === null) return;
    back.hidden = number === 0;
    forward.hidden = finished;
    end.hidden = !finished;
    progress.max = steps.length;
    progress.value = Math.min(number + 1, steps.length);
    said.textContent = bar.dataset.said.replace("%1", Math.min(number + 1, steps.length)).replace("%2", steps.length);
    guide.classList.toggle("guide--finished", finished);
    memory.write(finished ? "" : steps[number].dataset.step);
    if (!focus) return;
    const heading = finished ? end.querySelector("[tabindex]") : steps[number].querySelector("[tabindex]");
    heading.focus({ preventScroll: true });
    (finished ? end : steps[number]).scrollIntoView({ block: "start" });
  };

  const go = (number) => {
    history.pushState({ step: number }, "");
    show(number);
  };

  opener.hidden = false;
  const remembered = steps.findIndex((step) => step.dataset.step === memory.read());
  const button = opener.querySelector("button");
  if (remembered > 0) button.textContent = button.dataset.again.replace("%1", remembered + 1);
  button.addEventListener("click", () => go(Math.max(remembered, 0)));
  back.addEventListener("click", () => go(current - 1));
  forward.addEventListener("click", () => go(current + 1));
  part("start").addEventListener("click", () => go(0));
  bar.querySelectorAll("[data-step-whole]").forEach((whole) => whole.addEventListener("click", () => {
    history.pushState({ step: null }, "");
    show(null);
    guide.querySelector("h1").scrollIntoView();
    button.focus({ preventScroll: true });
  }));
  addEventListener("popstate", (event) => {
    if (event.state && "step" in event.state) show(event.state.step);
    else if (!location.hash) show(null);
  });
  // « I am stuck » leads back to its step: it must be there.
  addEventListener("hashchange", () => { if (location.hash.startsWith("#etape-")) show(null); });
})();
