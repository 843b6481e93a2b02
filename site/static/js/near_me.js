/* « Autour de moi »: the places of the page, the nearest first. The position is compared here and sent nowhere. */
(() => {
  "use strict";

  const around = document.querySelector("[data-around-me]");
  const rows = [...document.querySelectorAll("[data-near-place]")];
  if (!around || !rows.length || !("geolocation" in navigator)) return;

  const FAR = 60; // kilometres
  const ROUGH = 1; // kilometres: worse than this, the order may be wrong
  const words = around.dataset;
  const said = around.querySelector("[data-around-said]");
  const lists = document.querySelector(".near_me__lists");
  for (const template of around.querySelectorAll("template")) template.replaceWith(template.content.cloneNode(true));
  const button = around.querySelector("button");

  const number = (value, digits) =>
    new Intl.NumberFormat(document.documentElement.lang || "fr", { maximumFractionDigits: digits, numberingSystem: "latn" }).format(value);
  const distance = (km) =>
    km < 0.95
      ? words.metres.replace("%1", number(Math.max(50, Math.round(km * 20) * 50), 0))
      : words.kilometres.replace("%1", number(km, km < 9.95 ? 1 : 0));

  // As the crow flies; a degree of longitude is shortened by the cosine of the latitude.
  const kilometres = (from, [latitude, longitude]) => {
    const middle = ((from.latitude + latitude) / 2) * (Math.PI / 180);
    return 111.195 * Math.hypot(latitude - from.latitude, (longitude - from.longitude) * Math.cos(middle));
  };

  const sort = (from) => {
    const known = rows.map((row) => {
      const [latitude, longitude] = row.dataset.position.split(",").map(Number);
      return { row, far: row.dataset.position ? kilometres(from, [latitude, longitude]) : Infinity };
    });
    known.sort((one, other) => one.far - other.far);

    const heading = document.createElement("h2");
    heading.textContent = words.heading;
    heading.tabIndex = -1;
    const list = document.createElement("ol");
    list.className = "near_places near_places--around";
    known.forEach(({ row, far }, index) => {
      row.querySelector("[data-far]").textContent = Number.isFinite(far) ? distance(far) : "";
      row.querySelector("[data-number]").textContent = index + 1;
      const mark = document.querySelector(`[data-mark="${row.dataset.nearPlace}"]`);
      if (mark) {
        mark.querySelector(".map__number").textContent = index + 1;
        mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(/^\d+/, index + 1));
      }
      list.append(row);
    });
    lists.replaceChildren(heading, list);
    return known[0];
  };

  const found = ({ coords }) => {
    const first = sort(coords);
    const name = first.row.querySelector("h3").textContent.trim();
    const sentences = [words.found.replace("%1", name).replace("%2", distance(first.far))];
    if (coords.accuracy / 1000 > ROUGH) sentences.push(words.rough.replace("%1", number(Math.ceil(coords.accuracy / 1000), 0)));
    if (first.far > FAR) sentences.push(words.distant);
    said.textContent = sentences.join(" ");
    button.disabled = false;
  };

  const ask = (maximumAge) => {
    said.textContent = words.asking;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      found,
      (error) => {
        said.textContent = error.code === error.PERMISSION_DENIED ? words.refused : words.unknown;
        button.disabled = false;
      },
      { timeout: 15000, maximumAge },
    );
  };

  button.addEventListener("click", () => ask(0));
  if (location.hash === "#autour") {
    // The link of the home page has asked already; a page that is loaded again has not.
    history.replaceState(history.state, "", location.pathname + location.search);
    ask(300000);
  }
})();
