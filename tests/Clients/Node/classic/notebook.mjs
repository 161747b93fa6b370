// What a person does in the classic notebook.
import { baseUrl, token } from '../browser.mjs';

/** Opens a notebook and waits for its kernel. */
export async function open(page, path) {
  await page.goto(`${baseUrl}/notebooks/${path}?token=${token}`);
  await loaded(page);
  await page.waitForFunction(() => Jupyter.notebook.kernel?.is_connected() && Jupyter.notebook.kernel.info_reply.implementation);
}

/** Waits for the notebook. */
export const loaded = page => page.waitForFunction(() => window.Jupyter?.notebook?._fully_loaded);

/** Waits until a code cell has run. */
export const done = (page, index) => page.waitForFunction(index => {
  const cell = Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code')[index];
  return !cell.element.hasClass('running') && typeof cell.input_prompt_number === 'number';
}, index);

/** The outputs of a code cell. */
export const outputs = (page, index) => page.locator('.cell.code_cell').nth(index).locator('.output_subarea');

/** Writes a new cell at the end and leaves the caret in it; returns its index. */
export async function write(page, code) {
  await page.evaluate(() => Jupyter.notebook.insert_cell_at_bottom('code'));
  const cells = page.locator('.cell.code_cell');
  await cells.last().locator('.CodeMirror').click();
  await page.keyboard.insertText(code);
  return await cells.count() - 1;
}
