// ical.js, the engine of Thunderbird, Nextcloud and GNOME's web calendars, as a program: each line of
// input is {"feed": text, "zone": where the reader is}, each line of output what that reader sees.
import readline from "node:readline";
import ICAL from "ical.js";

function row(start, end, component) {
  const says = (name) => component.getFirstPropertyValue(name);
  return {
    start: start.toJSDate().getTime(),
    end: end.toJSDate().getTime(),
    summary: says("summary") ?? "",
    location: says("location") ?? "",
    description: says("description") ?? "",
    transp: says("transp"),
  };
}

function* shown(component) {
  const event = new ICAL.Event(component);
  if (!event.isRecurring()) {
    yield row(event.startDate, event.endDate, component);
    return;
  }
  const dates = event.iterator();
  for (let date = dates.next(); date; date = dates.next()) {
    const held = event.getOccurrenceDetails(date);
    yield row(held.startDate, held.endDate, component);
  }
}

function answer({ feed, zone }) {
  process.env.TZ = zone;
  const calendar = new ICAL.Component(ICAL.parse(feed));
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    events: calendar.getAllSubcomponents("vevent").flatMap((one) => [...shown(one)]),
  };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let answered;
  try {
    answered = answer(JSON.parse(line));
  } catch (error) {
    answered = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answered) + "\n");
}
