// Exported pages as a person opens them, without a network: PAGES(a folder's address) NAMES(with commas between) PICTURES
// Says what the page itself complains of, which picture is missing, and what axe finds that keeps people out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { baseUrl, inBrowser, token as names } from '../browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

await inBrowser('export', async (page, step, picture) => {
  const complaints = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('requestfailed', request => complaints.push(`${request.url().slice(0, 80)}: ${request.failure()?.errorText}`));
  page.on('dialog', dialog => { complaints.push(`a dialog: ${dialog.message()}`); void dialog.dismiss(); });
  await page.context().setOffline(true);
  await page.setViewportSize({ width: 1200, height: 1000 });
  for (const name of names.split(',')) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await step(`${name} opens in ${colorScheme} without a complaint`, async () => {
        await page.goto(`${baseUrl}/${name}.html`);
        // The browser says so itself when the policy of the page stops something.
        assert.deepEqual(complaints, []);
        assert.equal(await page.evaluate(() => window.harmed), undefined);
        assert.equal(await page.evaluate(() => document.scripts.length), 0);
      });
      await step(`${name} has all its pictures in ${colorScheme}`, async () => {
        await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
        const missing = await page.evaluate(() => Promise.all([...document.images].map(async image => {
          await image.decode().catch(() => { });
          return image.naturalWidth > 0 && image.alt ? null : image.outerHTML.slice(0, 200);
        })));
        assert.deepEqual(missing.filter(Boolean), []);
      });
      await step(`axe finds nothing serious in ${name} in ${colorScheme}`, async () => {
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations', 'passes'] }));
        assert.ok(passes.some(rule => rule.id === 'color-contrast'), 'axe measured no contrast');
        const serious = violations.filter(rule => ['serious', 'critical'].includes(rule.impact));
        assert.deepEqual(serious.map(rule => [rule.id, ...rule.nodes.slice(0, 3).map(node => `${node.html.slice(0, 200)} ${node.failureSummary}`)]), []);
        violations.forEach(rule => console.log(`  ${rule.impact}: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`));
      });
      await step(`${name} is kept as a picture in ${colorScheme}`, async () => {
        await page.goto(`${baseUrl}/${name}.html`);
        await page.screenshot({ path: `${process.argv[4]}/export-${name}-${colorScheme}.png`, fullPage: true });
      });
    }
  }

  await step('the first key leads past the contents', async () => {
    await page.goto(`${baseUrl}/${names.split(',')[0]}.html`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'nb-skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'notebook');
  });
  await step('what scrolls can be reached by keys', async () => {
    const unreachable = await page.evaluate(() => [...document.querySelectorAll('main *')]
      .filter(element => element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.tabIndex < 0)
      .map(element => element.outerHTML.slice(0, 120)));
    assert.deepEqual(unreachable, []);
  });
});
