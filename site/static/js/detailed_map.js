/* A detailed map, for who presses the button under the sentence that says which site will be asked. Nothing before. */
(() => {
  "use strict";

  const holder = document.querySelector("[data-detailed-map]");
  if (!holder) return;
  const { tiles, attribution, style, library, zoomIn, zoomOut } = holder.dataset;
  holder.querySelector("template").replaceWith(holder.querySelector("template").content.cloneNode(true));
  const button = holder.querySelector("button");
  const frame = holder.querySelector(".detailed_map__map");
  const said = holder.querySelector("[role=status]");

  const load = (element) =>
    new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });

  const draw = () => {
    const map = L.map(frame, { zoomControl: false });
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
    map.attributionControl.setPrefix("");
    // The tiles’ site learns which site asks, and not which page.
    L.tileLayer(tiles, { attribution, maxZoom: 19, referrerPolicy: "origin" }).addTo(map);
    const points = [...document.querySelectorAll("[data-near-place]")]
      .filter((row) => row.dataset.position)
      .map((row) => {
        const there = row.dataset.position.split(",").map(Number);
        const icon = L.divIcon({ className: "detailed_map__mark", iconSize: [44, 44], html: row.querySelector("[data-number]").textContent });
        const popup = row.querySelector("h3").cloneNode(true);
        L.marker(there, { icon, alt: popup.textContent.trim() }).bindPopup(popup).addTo(map);
        return there;
      });
    map.fitBounds(points, { padding: [30, 30], maxZoom: 16 });
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await Promise.all([
        load(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style })),
        load(Object.assign(document.createElement("script"), { src: library })),
      ]);
      frame.hidden = false;
      draw();
      button.remove();
      frame.tabIndex = -1;
      frame.focus();
    } catch {
      frame.hidden = true;
      said.textContent = said.dataset.failed;
      button.disabled = false;
    }
  });
})();
