// A person types in the classic notebook, is helped, and stops what does not end.
import assert from 'node:assert/strict';
import { inBrowser } from '../browser.mjs';
import { done, open, outputs, write } from './notebook.mjs';

await inBrowser('classic', async (page, step, picture) => {
  const run = async code => {
    const cell = await write(page, code);
    await page.keyboard.press('Control+Enter');
    await done(page, cell);
    return await outputs(page, cell).allInnerTexts();
  };

  await step('the notebook opens and its kernel is there', () => open(page, 'typing/tour.ipynb'));
  await step('a cell runs', async () => assert.deepEqual(await run('var greeting = "hello";\ngreeting.Length'), ['5']));
  await step('the tab key lists what may follow', async () => {
    await write(page, 'greeting.To');
    await page.keyboard.press('Tab');
    const list = page.locator('#complete option');
    await list.first().waitFor();
    const items = await list.allInnerTexts();
    await picture('completion');
    assert.ok(['ToString', 'ToUpper', 'ToLower', 'ToCharArray'].every(name => items.includes(name)), items.join());
    assert.ok(items.every(name => name.startsWith('To')), items.join());
    await page.keyboard.press('Escape');
  });
  await step('the tab key completes what only one thing may follow', async () => {
    await write(page, 'greeting.Substr');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => Jupyter.notebook.get_cells().at(-1).get_text() === 'greeting.Substring');
  });
  await step('magics are completed', async () => {
    await write(page, '#!agent-run --max-i');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => Jupyter.notebook.get_cells().at(-1).get_text().startsWith('#!agent-run --max-iterations'));
  });
  await step('shift and tab explain a call', async () => {
    await write(page, 'Math.Max(1, 2');
    await page.keyboard.press('Shift+Tab');
    const tooltip = page.locator('#tooltip .tooltiptext');
    await tooltip.filter({ hasText: 'larger of two' }).waitFor();
    await page.waitForFunction(() => getComputedStyle(document.querySelector('#tooltip')).opacity === '1');
    await picture('tooltip');
    await page.keyboard.press('Escape');
  });
  await step('a name and a question mark open the pager', async () => {
    await write(page, 'Math.Sqrt?');
    await page.keyboard.press('Control+Enter');
    await page.locator('#pager').filter({ hasText: 'square root' }).waitFor();
    await picture('pager');
    await page.locator('#pager .ui-icon-close, #pager [title="Close the pager"]').first().click();
  });
  await step('the stop button ends an endless loop and the variables stay', async () => {
    const loop = await write(page, 'Console.WriteLine("spins");\nwhile (true)\n{\n}');
    await page.keyboard.press('Control+Enter');
    await outputs(page, loop).filter({ hasText: 'spins' }).waitFor();
    await page.click('[data-jupyter-action="jupyter-notebook:interrupt-kernel"]');
    await done(page, loop);
    const error = outputs(page, loop).filter({ hasText: 'interrupted' });
    await error.scrollIntoViewIfNeeded();
    await picture('interrupted');
    assert.deepEqual(await run('greeting'), ['hello']);
  });
});
