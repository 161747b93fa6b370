import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async (kernel, manager) => {
  await run(kernel, 'var before = 1;');
  await soon(kernel.restart(), 'the restart');
  const again = await run(kernel, 'before');
  assert.equal(again.reply.status, 'error');
  assert.equal(again.reply.execution_count, 1);
  assert.equal((await run(kernel, '"still here"')).value, 'still here');

  await soon(kernel.shutdown(), 'the shutdown');
  await manager.refreshRunning();
  assert.ok([...manager.running()].every(model => model.id !== kernel.id));
});
