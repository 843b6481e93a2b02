// Reads {"chromium", "urls", "settings", "categories"} from its input; writes one line of JSON for each address.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(line);
const asked = JSON.parse(lines.join(""));

// A browser of its own each time: nothing is left of the page before.
async function look(url) {
  const browser = await launch({
    chromePath: asked.chromium,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  try {
    const flags = { port: browser.port, onlyCategories: asked.categories, logLevel: "error", ...asked.settings };
    const { lhr } = await lighthouse(url, flags);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await browser.kill();
  }
}

// On a busy machine, Lighthouse sometimes does not see the page begin.
async function lookAgainIfNeeded(url, tries = 3) {
  try {
    return await look(url);
  } catch (problem) {
    if (tries === 1) throw problem;
    return lookAgainIfNeeded(url, tries - 1);
  }
}

for (const url of asked.urls) {
  const lhr = await lookAgainIfNeeded(url);
  const categories = Object.values(lhr.categories);
  const ofMerit = categories.flatMap(({ id, auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0 || id === "performance").map((ref) => ref.id));
  const missed = [...new Set(ofMerit)]
    .map((id) => lhr.audits[id])
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
    .map(({ id, displayValue }) => displayValue ? `${id} (${displayValue})` : id);
  const value = (id) => lhr.audits[id]?.numericValue;
  console.log(JSON.stringify({
    url,
    ...Object.fromEntries(categories.map(({ id, score }) => [id, Math.round(score * 100)])),
    lcp: value("largest-contentful-paint"),
    cls: value("cumulative-layout-shift"),
    tbt: value("total-blocking-time"),
    missed,
  }));
}
