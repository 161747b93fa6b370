// A person opens the tour in JupyterLab, runs it, answers its questions, types, stops what does not end, saves it and comes back.
import assert from 'node:assert/strict';
import { baseUrl, inBrowser, seenTexts, token, visiblePicture, watchTexts } from './browser.mjs';

const [value, table, progress, steps, svg, png, agent, state, memory, questions, failure] = Array.from({ length: 11 }, (_, i) => i);

await inBrowser('lab', async (page, step, picture) => {
  const outputs = index => page.locator('.jp-CodeCell').nth(index).locator('.jp-OutputArea-output');
  const done = index => page.waitForFunction(index => /^\[\d+\]:$/.test(document.querySelectorAll('.jp-CodeCell')[index]?.querySelector('.jp-InputPrompt')?.textContent ?? ''), index);
  const command = (name, args = {}) => page.evaluate(([name, args]) => lab.commands.execute(name, args).then(() => { }), [name, args]);
  const open = async () => {
    await page.goto(`${baseUrl}/lab?token=${token}`);
    await page.waitForFunction(() => window.lab);
    await command('docmanager:open', { path: 'tour.ipynb', factory: 'Notebook' });
    await page.locator('.jp-CodeCell').nth(failure).waitFor();
    await page.waitForFunction(() => lab.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle');
  };
  const write = async code => {
    await page.evaluate(() => { const notebook = lab.shell.currentWidget.content; notebook.activeCellIndex = notebook.widgets.length - 1; });
    await command('notebook:insert-cell-below');
    await page.locator('.jp-CodeCell').last().locator('.cm-content').click();
    await page.keyboard.insertText(code);
    return await page.locator('.jp-CodeCell').count() - 1;
  };
  const run = async code => {
    const cell = await write(code);
    await page.keyboard.press('Control+Enter');
    await done(cell);
    return (await outputs(cell).allInnerTexts()).map(text => text.trim());
  };

  await step('the notebook opens and its kernel is there', async () => {
    // Cells that are out of sight would be out of the page, too.
    const settings = `${baseUrl}/lab/api/settings/@jupyterlab/notebook-extension:tracker`;
    const answer = await page.request.put(settings, { headers: { Authorization: `token ${token}` }, data: { raw: '{ "windowingMode": "none" }' } });
    assert.equal(answer.status(), 204);
    await open();
    assert.equal(await page.evaluate(() => lab.shell.currentWidget.sessionContext.session.kernel.name), 'agentnb');
  });
  await step('C# is coloured', () => page.waitForFunction(() => document.querySelectorAll('.jp-CodeCell .cm-line span[class]').length > 5));
  await step('all cells are run from the menu', async () => {
    await watchTexts(page, '.jp-OutputArea-output');
    await page.click('.lm-MenuBar-item:has-text("Run")');
    await page.click('.lm-Menu-item[data-command="runmenu:run-all"]');
  });
  await step('values and tables are shown', async () => {
    await done(table);
    assert.equal((await outputs(value).innerText()).trim(), '42');
    assert.match(await outputs(table).innerText(), /Jupiter/);
  });
  await step('progress moves and an updated display changes', async () => {
    await outputs(progress).locator('progress').waitFor();
    await picture('progress');
    await done(steps);
    const seen = await seenTexts(page);
    assert.ok(new Set(seen.filter(text => /Working: \d+ of 12/.test(text))).size >= 4, seen.join('\n'));
    assert.ok(seen.filter(text => /^step \d$/.test(text)).length >= 3, seen.join('\n'));
    assert.match(await outputs(progress).innerText(), /12 of 12/);
    assert.equal((await outputs(steps).innerText()).trim(), 'step 5');
  });
  await step('questions are answered', async () => {
    const box = page.locator('input.jp-Stdin-input');
    await box.waitFor();
    await picture('input');
    await box.fill('Ada');
    await box.press('Enter');
    const hidden = page.locator('input.jp-Stdin-input[type=password]');
    await hidden.fill('secret');
    await hidden.press('Enter');
    await done(questions);
    const said = (await outputs(questions).allInnerTexts()).join('\n');
    assert.match(said, /Hello Ada; the word has 6 letters\./);
    assert.ok(!said.includes('secret'), said);
  });
  await step('an error looks like it', async () => {
    await done(failure);
    assert.match((await outputs(failure).allInnerTexts()).join('\n'), /InvalidOperationException: This one fails on purpose/);
  });

  const pictures = async when => {
    for (const [name, place] of [
      ['svg', outputs(svg).locator('img, svg').first()],
      ['png', outputs(png).locator('img')],
      ['card', outputs(agent).locator('.anb-card')],
      ['state', outputs(state).last().locator('img, svg').first()],
      ['memory', outputs(memory).locator('img, svg').first()],
    ]) {
      await visiblePicture(place);
      await picture(`${when}-${name}`, place);
    }
  };
  await step('pictures, the run card, the state graph and the memory curve are seen', () => pictures('run'));
  await step('the tab key lists what may follow', async () => {
    assert.deepEqual(await run('var greeting = "hello";\ngreeting.Length'), ['5']);
    await write('greeting.To');
    await page.keyboard.press('Tab');
    const list = page.locator('.jp-Completer .jp-Completer-item');
    await list.first().waitFor();
    const items = await list.locator('.jp-Completer-match').allInnerTexts();
    await picture('completion');
    assert.ok(['ToString', 'ToUpper', 'ToLower'].every(name => items.some(item => item.startsWith(name))), items.join());
    await page.keyboard.press('Escape');
  });
  await step('shift and tab explain a call', async () => {
    await write('Math.Max(1, 2');
    await page.keyboard.press('Shift+Tab');
    await page.locator('.jp-Tooltip').filter({ hasText: 'larger of two' }).waitFor();
    await picture('tooltip');
    await page.keyboard.press('Escape');
  });
  await step('the stop button ends an endless loop and the variables stay', async () => {
    const loop = await write('Console.WriteLine("spins");\nwhile (true)\n{\n}');
    await page.keyboard.press('Control+Enter');
    await outputs(loop).filter({ hasText: 'spins' }).waitFor();
    await page.click('.jp-NotebookPanel-toolbar [data-jp-item-name="interrupt"] :is(button, jp-button)');
    await done(loop);
    await picture('interrupted');
    assert.deepEqual(await run('greeting'), ['hello']);
  });
  await step('the notebook is saved', async () => {
    await command('docmanager:save');
    await page.waitForFunction(() => !lab.shell.currentWidget.context.model.dirty);
  });
  await step('after a reload it is trusted and the pictures are still there', async () => {
    await open();
    assert.ok(await page.evaluate(() => [...lab.shell.currentWidget.content.model.cells].every(cell => cell.type !== 'code' || cell.trusted)));
    await pictures('reloaded');
  });
});
