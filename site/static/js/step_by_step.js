/* A guide taken one step at a time. Without this script, the guide is one page.
   A tip or a warning goes with the step above it. The place is remembered on this device only. */
(() => {
  const guide = document.querySelector("[data-guide]");
  const opener = document.querySelector("[data-step-mode]");
  const bar = document.querySelector("[data-step-bar]");
  const steps = guide ? [...guide.querySelectorAll("[data-step]")] : [];
  if (opener && steps.length < 2) opener.hidden = true;
  if (!opener || !bar || steps.length < 2) return;

  const groups = steps.map((step) => {
    const group = [step];
    for (let next = step.nextElementSibling; next && !next.matches("[data-step]"); next = next.nextElementSibling) group.push(next);
    return group;
  });
  const top = guide.querySelector("[data-step-top]");
  const part = (name) => guide.querySelector(`[data-step-${name}]`);
  const [back, forward, progress, said, end, stuck] = ["back", "forward", "progress", "said", "end", "stuck"].map(part);
  const memory = (name) => {
    const key = `${name}:${location.pathname}`;
    return { read: () => onThisDevice.read(key), write: (value) => onThisDevice.write(key, value) };
  };
  const place = memory("etape");
  const mode = memory("pas-a-pas");
  let current = null;

  const show = (number, { focus = true } = {}) => {
    current = number;
    const finished = number === steps.length;
    guide.classList.toggle("guide--stepping", number !== null);
    guide.classList.toggle("guide--finished", finished);
    groups.forEach((group, index) => group.forEach((element) => {
      element.classList.toggle("is_away", number !== null && index !== number);
    }));
    bar.hidden = number === null;
    top.hidden = number === null || finished;
    opener.hidden = number !== null;
    mode.write(number === null || finished ? "" : "1");
    guide.dispatchEvent(new CustomEvent("guide:step"));
    if (number === null) return;
    back.hidden = number === 0;
    forward.hidden = finished;
    end.hidden = !finished;
    bar.querySelectorAll("[data-step-only]").forEach((one) => { one.hidden = finished; });
    place.write(finished ? "" : steps[number].dataset.step);
    if (!finished) {
      progress.max = steps.length;
      progress.value = number + 1;
      said.textContent = top.dataset.said.replace("%1", number + 1).replace("%2", steps.length);
    }
    if (!focus) return;
    const heading = (finished ? end : steps[number]).querySelector("[tabindex]");
    heading.focus({ preventScroll: true });
    (finished ? end : top).scrollIntoView({ block: "start" });
  };

  const go = (number) => {
    history.pushState({ step: number }, "");
    show(number);
  };

  const button = opener.querySelector("button");
  const remembered = () => steps.findIndex((step) => step.dataset.step === place.read());
  const name = () => {
    const number = remembered();
    if (number > 0) button.textContent = button.dataset.again.replace("%1", number + 1);
  };
  name();
  button.addEventListener("click", () => go(Math.max(remembered(), 0)));
  back.addEventListener("click", () => go(current - 1));
  forward.addEventListener("click", () => go(current + 1));
  part("start").addEventListener("click", () => go(0));
  // The step's own button says which step it is.
  stuck.addEventListener("click", () => steps[current].querySelector("[name=bloque]").click());
  bar.querySelectorAll("[data-step-whole]").forEach((whole) => whole.addEventListener("click", () => {
    history.pushState({ step: null }, "");
    show(null);
    name();
    guide.querySelector("h1").scrollIntoView();
    button.focus({ preventScroll: true });
  }));
  // These lead to a part that the steps hide: it opens before the browser goes there.
  bar.querySelectorAll("[data-step-leave]").forEach((link) => link.addEventListener("click", () => { show(null); name(); }));
  addEventListener("popstate", (event) => {
    if (event.state && "step" in event.state) show(event.state.step);
    else if (!location.hash) show(null);
  });

  // « I am stuck » leads back to its step; so does a page that was left and found again.
  const asked = Number(/^#etape-(\d+)$/.exec(location.hash)?.[1]) - 1;
  if (steps[asked] && mode.read() && history.state?.step === undefined) {
    history.replaceState({ step: asked }, "", location.pathname + location.search);
    show(asked);
  } else if (history.state && Number.isInteger(history.state.step) && history.state.step <= steps.length) show(history.state.step);
})();
