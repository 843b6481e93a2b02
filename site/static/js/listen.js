/* Reads a page, or the one step of a guide that is shown, aloud with the device's own voice, and shows where it is.
   Loaded by site.js at the first press of « Écouter », which is only there when a voice for the page's language is. */
const guide = document.querySelector("[data-guide]");
const bar = document.querySelector("[data-listen-bar]");
const synthesis = window.speechSynthesis;
const [pause, stop] = ["pause", "stop"].map((name) => bar.querySelector(`[data-listen-${name}]`));
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption, summary, label, div, section, article, main";
const SILENT = "nav, form, script, style, template, svg, button, select, .word_note, .no_print, .breadcrumb, [aria-hidden=true], details:not([open]) > :not(summary)";
let queue = [];
let place = 0;
let pressed = null;
let speaking = null; // the utterance of this moment: kept, or Chrome forgets it and never says that it ended

const short = (lang) => lang.split(/[-_]/)[0].toLowerCase(); // « kab », « fr » of « fr-FR » and of Android’s « fr_FR »
const page = short(document.documentElement.lang || "fr");
const voice = (lang) => {
  const found = synthesis.getVoices().filter((one) => short(one.lang) === lang);
  return found.find((one) => one.localService) || found[0];
};
const scopes = () => {
  const from = guide?.matches(".guide--stepping") ? guide.querySelector("[data-steps]") : guide;
  const sections = from ? [...from.querySelectorAll("[data-read]")] : [];
  return (sections.length ? sections : [document.querySelector("main")]).filter((section) => section.offsetParent !== null);
};

// The words of one block, until another block begins: a line of the agenda holds a place, hours and « Annulé ».
const blocksOf = (section) => {
  const found = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(SILENT) || parent.getClientRects().length === 0) continue;
    const block = parent.closest(BLOCKS);
    const lang = short(parent.closest("[lang]")?.lang || page);
    const last = found.at(-1);
    const isApart = getComputedStyle(parent).display !== "inline"; // words that stand apart are no one word
    if (last && last.block === block && last.lang === lang) last.text += (isApart || last.isApart ? " " : "") + node.data;
    else found.push({ section: section.matches("main") ? block : section, block, lang, text: node.data });
    found.at(-1).isApart = isApart;
  }
  return found.map((one) => ({ ...one, text: one.text.replace(/\s+/g, " ").trim() }));
};
// What has no voice is not read as if it were the page's own language: that it is skipped is said, once.
const spoken = (all) => all
  .map((one) => (voice(one.lang) ? one : { ...one, lang: page, text: bar.dataset.skipped }))
  .filter((one, index, list) => one.text !== bar.dataset.skipped || list[index - 1]?.text !== one.text);

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
  document.querySelectorAll("[data-listen]").forEach((opener) => { opener.hidden = shown || !voice(page); });
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
  utterance.voice = voice(one.lang);
  utterance.lang = utterance.voice?.lang ?? one.lang;
  utterance.rate = 0.9;
  // Stopping ends an utterance too: only the one of this moment leads on.
  utterance.onend = () => { if (speaking === utterance) { place += 1; say(); } };
  utterance.onerror = () => { if (speaking === utterance) finish(); };
  speaking = utterance;
  synthesis.speak(utterance);
};
const halt = () => { speaking = null; synthesis.cancel(); };

export const listen = (button) => {
  queue = spoken(scopes().flatMap(blocksOf));
  place = 0;
  pressed = button;
  showBar(true);
  pause.textContent = pause.dataset.pause;
  pause.focus({ preventScroll: true });
  say();
};

// Android's own pause forgets where it was: stop, and begin the block again.
pause.addEventListener("click", () => {
  const paused = speaking === null;
  pause.textContent = paused ? pause.dataset.pause : pause.dataset.resume;
  if (paused) say(); else halt();
});
stop.addEventListener("click", () => { finish(); pressed.focus(); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && !bar.hidden) { finish(); pressed.focus(); } });
guide?.addEventListener("guide:step", () => { if (!bar.hidden) finish(); });
addEventListener("pagehide", halt);
