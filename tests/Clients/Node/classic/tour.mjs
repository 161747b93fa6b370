// A person opens the tour in the classic notebook, runs it, answers its questions, saves it and comes back.
import assert from 'node:assert/strict';
import { inBrowser, seenTexts, visiblePicture, watchTexts } from '../browser.mjs';
import { done, loaded, open, outputs } from './notebook.mjs';

const [value, table, progress, steps, svg, png, agent, state, memory, questions, failure] = Array.from({ length: 11 }, (_, i) => i);

await inBrowser('classic', async (page, step, picture) => {
  await step('the notebook opens and its kernel is there', () => open(page, 'tour/tour.ipynb'));
  await step('C# is coloured', async () => assert.ok(await page.locator('.cm-keyword').count() > 0));
  await step('all cells are run from the menu', async () => {
    await watchTexts(page, '.output_subarea');
    await page.click('#celllink');
    await page.click('#run_all_cells');
  });
  await step('values and tables are shown', async () => {
    await done(page, table);
    assert.equal(await outputs(page, value).innerText(), '42');
    assert.match(await outputs(page, table).innerText(), /Jupiter/);
    assert.ok(await outputs(page, table).locator('table').count() > 0);
  });
  await step('progress moves and an updated display changes', async () => {
    await outputs(page, progress).locator('progress').waitFor();
    await picture('progress');
    await done(page, steps);
    const seen = await seenTexts(page);
    assert.ok(new Set(seen.filter(text => /Working: \d+ of 12/.test(text))).size >= 4, seen.join('\n'));
    assert.ok(seen.filter(text => /^step \d$/.test(text)).length >= 3, seen.join('\n'));
    assert.equal((await outputs(page, progress).innerText()).trim(), 'Working: 12 of 12 (100 %)');
    assert.equal(await outputs(page, steps).innerText(), 'step 5');
  });
  await step('questions are answered', async () => {
    const box = page.locator('.raw_input');
    await box.waitFor();
    assert.match(await page.locator('.raw_input_prompt').innerText(), /Your name\?/);
    await picture('input');
    await box.fill('Ada');
    await box.press('Enter');
    await page.locator('.raw_input[type=password]').fill('secret');
    await page.locator('.raw_input[type=password]').press('Enter');
    await done(page, questions);
    const said = await outputs(page, questions).allInnerTexts();
    assert.ok(said.at(-1).includes('Hello Ada; the word has 6 letters.'), said.join('\n'));
    assert.ok(!said.join().includes('secret'), said.join('\n'));
  });
  await step('an error and a warning look like it', async () => {
    await done(page, failure);
    assert.match(await page.locator('.output_stderr').innerText(), /A warning/);
    assert.match(await page.locator('.output_error').innerText(), /InvalidOperationException: This one fails on purpose/);
  });

  const pictures = async when => {
    for (const [name, place] of [
      ['svg', outputs(page, svg).locator('svg')],
      ['png', outputs(page, png).locator('img')],
      ['card', outputs(page, agent).locator('.anb-card')],
      ['card-graph', outputs(page, agent).locator('.anb-card svg').first()],
      ['state', outputs(page, state).locator('svg').last()],
      ['memory', outputs(page, memory).locator('svg').first()],
    ]) {
      await visiblePicture(place);
      await picture(`${when}-${name}`, place);
    }
  };
  await step('pictures, the run card, the state graph and the memory curve are seen', () => pictures('run'));
  await step('the notebook is saved', async () => {
    await page.evaluate(() => { window.saved = new Promise(resolve => Jupyter.notebook.events.one('notebook_saved.Notebook', resolve)); });
    await page.click('[data-jupyter-action="jupyter-notebook:save-notebook"]');
    await page.evaluate(() => window.saved.then(() => { }));
  });
  await step('after a reload it is trusted and the pictures are still there', async () => {
    await page.reload();
    await loaded(page);
    assert.equal(await page.evaluate(() => Jupyter.notebook.trusted), true);
    await pictures('reloaded');
  });
});
