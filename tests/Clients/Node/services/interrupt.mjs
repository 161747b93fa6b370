import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async kernel => {
  await run(kernel, 'var kept = 42;');

  let spins;
  const spinning = new Promise(resolve => { spins = resolve; });
  const loop = run(kernel, 'Console.WriteLine("spins"); while (true) { }', { seen: type => type === 'stream' && spins() });
  const behind = run(kernel, 'kept = 0;');
  await soon(spinning, 'the beginning of the loop');
  await soon(kernel.interrupt(), 'the answer to the interrupt');

  const interrupted = await loop;
  assert.equal(interrupted.reply.status, 'error');
  assert.equal(interrupted.of('error').length, 1);
  assert.equal((await behind).reply.status, 'aborted');
  assert.equal((await run(kernel, 'kept')).value, '42');
});
