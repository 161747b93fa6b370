// A browser in which a front end runs, for the scripts in the folders below: SCRIPT BASEURL TOKEN PICTURES
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The packages are found through NODE_PATH, which import does not look at.
const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');

export const [baseUrl, token, pictures] = process.argv.slice(2);

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * Opens a browser and hands a page to a script, with two functions: step(name, what) does something and says on a line how it went;
 * picture(name, place) takes a picture of a place, or of the page. Ends the process: with exit code 1 when a step failed or when a
 * request left this machine.
 */
export async function inBrowser(prefix, script) {
  const profile = mkdtempSync(join(tmpdir(), 'agentnb-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 1600 },
    args: quiet,
  });
  context.setDefaultTimeout(60_000);
  const page = context.pages()[0];
  const outside = new Set();
  page.on('request', request => {
    const url = new URL(request.url());
    if (/^(http|ws)/.test(url.protocol) && url.hostname !== '127.0.0.1') {
      outside.add(url.href);
    }
  });
  page.on('pageerror', error => console.log(`  the page says: ${String(error).slice(0, 300)}`));
  const picture = (name, place = page) => place.screenshot({ path: join(pictures, `${prefix}-${name}.png`) });
  const step = async (name, what) => {
    const start = Date.now();
    try {
      const result = await what();
      console.log(`ok      ${name} (${Date.now() - start} ms)`);
      return result;
    } catch (error) {
      console.log(`FAILED  ${name}`);
      throw error;
    }
  };
  let failed = false;
  try {
    await script(page, step, picture);
    await step('no request leaves this machine', () => {
      if (outside.size > 0) {
        throw new Error([...outside].join('\n'));
      }
    });
  } catch (error) {
    failed = true;
    console.error(error);
    await picture('failed').catch(() => { });
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  process.exit(failed ? 1 : 0);
}

/** Waits until a picture is there and has a size, and says which. */
export async function visiblePicture(place) {
  await place.waitFor();
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  const loaded = await place.evaluate(element => element.tagName !== 'IMG' || (element.complete && element.naturalWidth > 0));
  if (!box || box.width < 20 || box.height < 20 || !loaded) {
    throw new Error(`a picture is ${box?.width} by ${box?.height}, loaded: ${loaded}`);
  }
  return box;
}

/** Keeps every text that a part of the page shows from now on, for seenTexts. */
export const watchTexts = (page, selector) => page.evaluate(selector => {
  window.seenTexts = new Set();
  new MutationObserver(() => document.querySelectorAll(selector).forEach(element => window.seenTexts.add(element.innerText.trim())))
    .observe(document.body, { subtree: true, childList: true, characterData: true });
}, selector);

/** What was shown since watchTexts. */
export const seenTexts = page => page.evaluate(() => [...window.seenTexts]);
