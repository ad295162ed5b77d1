// Opens one page in Chromium as a reader would and prints what it found as JSON.
// Usage: node pages.mjs ADDRESS PICTURE_FOLDER NAME; NODE_PATH names the folder of the packages.
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.PAGES_PACKAGES, "package.json"));
const { chromium } = require("playwright-core");
const axeSource = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, pictures, name] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.PAGES_BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const found = { console: [], requests: [], brokenLinks: [] };
page.on("console", (message) => {
  if (message.type() === "error") found.console.push(message.text());
});
page.on("pageerror", (error) => found.console.push(String(error)));
page.on("request", (request) => {
  if (!request.url().startsWith("file:")) found.requests.push(request.url());
});
await page.goto(address, { waitUntil: "load" });
found.usableMs = await page.evaluate(() => {
  const [timing] = performance.getEntriesByType("navigation");
  return Math.round(timing.loadEventEnd || timing.domComplete);
});
found.brokenLinks = await page.evaluate(() =>
  [...document.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute("href").slice(1))
    .filter((id) => !document.getElementById(id)),
);
if (name) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
if (await page.$("#find")) {
  const shown = () =>
    page.$$eval("article[data-stem]", (all) => all.filter((one) => !one.hidden).length);
  found.measures = await shown();
  await page.fill("#find", "child protection");
  found.afterSearch = await shown();
  await page.fill("#find", "");
  const domains = await page.$$eval("#domain option", (all) => all.map((one) => one.value));
  await page.selectOption("#domain", domains[1]);
  found.afterDomain = await shown();
  await page.selectOption("#domain", "");
  if (await page.$("#team")) {
    const teams = await page.$$eval("#team option", (all) => all.map((one) => one.value));
    await page.selectOption("#team", teams[1]);
    found.afterTeam = await shown();
    found.teamCells = await page.$$eval(
      "td.team-only",
      (all) => all.filter((one) => one.textContent).length,
    );
    await page.selectOption("#team", "");
  }
  found.afterAll = await shown();
  await page.reload({ waitUntil: "load" });
  await page.keyboard.press("Tab");
  found.firstTab = await page.evaluate(() => document.activeElement.textContent.trim());
  const section = page.locator("article:has(svg.chart)").or(page.locator("article")).first();
  await section.scrollIntoViewIfNeeded();
  if (name) await section.screenshot({ path: path.join(pictures, `${name}_measure.png`) });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => scrollTo(0, 0));
  if (name) await page.screenshot({ path: path.join(pictures, `${name}_phone.png`) });
  found.sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  await page.setViewportSize({ width: 1280, height: 900 });
}
// as printed: the first page is turned into a picture by whoever called
await page.pdf({ path: path.join(process.env.PAGES_PACKAGES, `${name}.pdf`), format: "A4" });
await page.addStyleTag({ content: "article{content-visibility:visible!important}" }).catch(() => {});
await page.evaluate(axeSource).catch((error) => found.console.push(String(error)));
const result = await page.evaluate(() =>
  window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    resultTypes: ["violations"],
  }),
);
found.violations = result.violations.map(
  (one) => `${one.impact}: ${one.id} (${one.nodes.length}): ${one.nodes[0].target}`,
);
await browser.close();
process.stdout.write(JSON.stringify(found));
