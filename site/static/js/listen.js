/* Reads a guide, or the one step that is shown, aloud with the browser's own voice, and shows where it is.
   Absent where no French voice exists. */
(() => {
  const guide = document.querySelector("[data-guide]");
  const openers = [...document.querySelectorAll("[data-listen]")];
  const bar = document.querySelector("[data-listen-bar]");
  const synthesis = window.speechSynthesis;
  if (!openers.length || !bar || !synthesis || !window.SpeechSynthesisUtterance) return;

  const [pause, stop] = ["pause", "stop"].map((name) => bar.querySelector(`[data-listen-${name}]`));
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd";
  let queue = [];
  let place = 0;
  let pressed = null;
  let speaking = null; // the utterance of this moment: kept, or Chrome forgets it and never says that it ended

  const voice = () => {
    const french = synthesis.getVoices().filter((one) => one.lang.toLowerCase().startsWith("fr"));
    return french.find((one) => one.localService) || french[0];
  };
  const words = (block) => {
    const copy = block.cloneNode(true);
    copy.querySelectorAll("button, .word_note, .no_print").forEach((element) => element.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const scope = () => (guide.matches(".guide--stepping") ? guide.querySelector("[data-steps]") : guide);
  const readable = () => [...scope().querySelectorAll("[data-read]")]
    .filter((section) => section.offsetParent !== null)
    .flatMap((section) => [...section.querySelectorAll(BLOCKS)]
      .filter((block) => !block.closest(".word_note, .no_print") && !block.querySelector(BLOCKS))
      .map((block) => ({ section, block, text: words(block) })))
    .filter((one) => one.text);

  const mark = (one) => {
    document.querySelectorAll(".is_read, .is_read_now").forEach((element) => element.classList.remove("is_read", "is_read_now"));
    if (!one) return;
    one.section.classList.add("is_read");
    one.block.classList.add("is_read_now");
    one.block.scrollIntoView({ block: "nearest" });
  };
  // The bar hides the foot of the screen: what is read, or focused, is scrolled to above it.
  const showBar = (shown) => {
    bar.hidden = !shown;
    openers.forEach((opener) => { opener.hidden = shown || !voice(); });
    document.documentElement.style.scrollPaddingBlockEnd = shown ? `${bar.offsetHeight}px` : "";
  };
  const finish = () => {
    const held = bar.contains(document.activeElement);
    speaking = null;
    synthesis.cancel();
    mark(null);
    showBar(false);
    if (held) pressed.focus();
  };
  const say = () => {
    const one = queue[place];
    if (!one) { finish(); return; }
    mark(one);
    const utterance = new SpeechSynthesisUtterance(one.text);
    utterance.voice = voice();
    utterance.lang = "fr-FR";
    utterance.rate = 0.9;
    // Stopping ends an utterance too: only the one of this moment leads on.
    utterance.onend = () => { if (speaking === utterance) { place += 1; say(); } };
    utterance.onerror = () => { if (speaking === utterance) finish(); };
    speaking = utterance;
    synthesis.speak(utterance);
  };
  const halt = () => { speaking = null; synthesis.cancel(); };

  openers.forEach((opener) => opener.querySelector("button").addEventListener("click", (event) => {
    queue = readable();
    place = 0;
    pressed = event.currentTarget;
    showBar(true);
    pause.textContent = pause.dataset.pause;
    pause.focus({ preventScroll: true });
    say();
  }));
  // Android's own pause forgets where it was: stop, and begin the block again.
  pause.addEventListener("click", () => {
    const paused = speaking === null;
    pause.textContent = paused ? pause.dataset.pause : pause.dataset.resume;
    if (paused) say(); else halt();
  });
  stop.addEventListener("click", () => { finish(); pressed.focus(); });
  guide.addEventListener("guide:step", () => { if (!bar.hidden) finish(); });
  addEventListener("pagehide", halt);

  const offer = () => { if (bar.hidden) showBar(false); };
  offer();
  synthesis.addEventListener?.("voiceschanged", offer);
})();
