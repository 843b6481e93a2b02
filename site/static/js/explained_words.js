/* An explained word opens where it stands. Without this script, it leads to the list at the foot of the guide. */
(() => {
  const close = (word) => {
    document.getElementById(word.getAttribute("aria-controls"))?.remove();
    word.setAttribute("aria-expanded", "false");
  };

  const open = (word, meaning) => {
    const note = document.createElement("div");
    note.className = "word_note";
    note.id = `note-${word.dataset.word}`;
    note.append(...[...meaning.children].map((child) => {
      const line = document.createElement("p");
      line.className = child.tagName === "DT" ? "word_note__term" : "";
      line.append(...[...child.childNodes].map((node) => node.cloneNode(true)));
      return line;
    }));
    const done = document.createElement("button");
    done.type = "button";
    done.className = "button button--quiet";
    done.textContent = meaning.closest("[data-words]").dataset.close;
    done.addEventListener("click", () => { close(word); word.focus(); });
    note.append(done);
    word.closest("p, li, dd").after(note);
    word.setAttribute("aria-expanded", "true");
  };

  document.querySelectorAll("[data-guide] a.word").forEach((word) => {
    const meaning = document.querySelector(`[data-meaning="${CSS.escape(word.dataset.word)}"]`);
    if (!meaning) return;
    word.setAttribute("role", "button");
    word.setAttribute("aria-expanded", "false");
    word.setAttribute("aria-controls", `note-${word.dataset.word}`);
    const toggle = () => (word.getAttribute("aria-expanded") === "true" ? close(word) : open(word, meaning));
    word.addEventListener("click", (event) => { event.preventDefault(); toggle(); });
    word.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); toggle(); }
      if (event.key === "Escape") close(word);
    });
  });
})();
