(() => {
  const root = document.documentElement;
  root.classList.add("js");
  // What a reader chose, kept by this device and sent nowhere; every script asks here. Nothing is kept in private mode.
  window.onThisDevice = {
    read: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    write: (name, value) => { try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* private mode */ } },
  };
  for (const name of ["size", "spacing", "theme"]) {
    const value = onThisDevice.read(`affichage-${name}`);
    if (value) root.dataset[name] = value;
  }
})();
