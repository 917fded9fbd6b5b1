// Asks the questions of probes.js in Firefox: node firefox.mjs FIREFOX PRESSES ADDRESS…
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [firefox, presses, ...addresses] = process.argv.slice(2);
const probes = readFileSync(new URL("probes.js", import.meta.url), "utf8");
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
const answers = [];
try {
  for (const address of addresses) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(address);
    await page.evaluate(probes);
    const ask = (name, ...given) => page.evaluate((one, args) => globalThis.probes[one](...args), name, given);
    const asked = await ask("prepared");
    await ask("hand");
    const spread = await ask("spread");
    const drift = await ask("drift", Number(presses));
    const place = await ask("place");
    await page.setViewport({ width: 320, height: 640 });
    const overflow = await ask("overflow");
    const said = await ask("said");
    await page.reload();
    const kept = await page.evaluate(() => document.documentElement.dataset.readableScale);
    answers.push({ address, complaints, asked, spread, drift, place, said, overflow, kept });
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(answers));
