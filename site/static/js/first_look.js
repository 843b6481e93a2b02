(() => {
  const root = document.documentElement;
  root.classList.add("js");
  for (const name of ["size", "spacing", "theme"]) {
    try {
      const value = localStorage.getItem(`affichage-${name}`);
      if (value) root.dataset[name] = value;
    } catch { /* private mode */ }
  }
})();
