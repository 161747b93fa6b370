import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async kernel => {
  await run(kernel, 'var greeting = "hello"; /// <summary>Adds two numbers.</summary>\nint Add(int left, int right) => left + right;');

  const complete = async code => (await soon(kernel.requestComplete({ code, cursor_pos: [...code].length }), `completion of '${code}'`)).content;
  const members = await complete('greeting.Sub');
  assert.equal(members.status, 'ok');
  assert.ok(members.matches.includes('Substring'), members.matches.join());
  assert.deepEqual([members.cursor_start, members.cursor_end], [9, 12]);
  const types = members.metadata._jupyter_types_experimental;
  assert.deepEqual(types.map(item => item.text), members.matches);
  assert.equal(types.find(item => item.text === 'Substring').type, 'method');
  assert.ok((await complete('gree')).matches.includes('greeting'));
  assert.ok((await complete('#!agent')).matches.includes('#!agent-run'));
  // Positions are code points, and a pair of surrogates is one.
  assert.equal((await complete('var s = "😀😀"; Math.Sq')).cursor_start, 19);

  const inspect = async (code, at) => (await soon(kernel.requestInspect({ code, cursor_pos: at, detail_level: 0 }), `inspection of '${code}'`)).content;
  const method = await inspect('Math.Max(1, 2)', 6);
  assert.equal(method.found, true);
  assert.match(method.data['text/plain'], /Max/);
  assert.match(method.data['text/plain'], /larger of two/);
  assert.match((await inspect('greeting', 4)).data['text/plain'], /hello/);
  assert.equal((await inspect('   ', 1)).found, false);

  const state = async code => (await soon(kernel.requestIsComplete({ code }), `whether '${code}' is complete`)).content.status;
  assert.equal(await state('1 + 1'), 'complete');
  assert.equal(await state('class A {'), 'incomplete');
  assert.equal(await state('} {'), 'invalid');

  const before = (await run(kernel, '1')).reply.execution_count;
  const page = (await run(kernel, 'Math.Sqrt?')).reply;
  assert.equal(page.execution_count, before + 1);
  assert.equal(page.payload[0].source, 'page');
  assert.match(page.payload[0].data['text/plain'], /square root/);
  assert.equal((await run(kernel, '1')).reply.execution_count, before + 2);

  await run(kernel, '"findable"');
  const history = async content => (await soon(kernel.requestHistory({ output: false, raw: true, ...content }), 'history')).content.history;
  const tail = await history({ hist_access_type: 'tail', n: 1 });
  assert.equal(tail[0][2], '"findable"');
  assert.deepEqual((await history({ hist_access_type: 'search', pattern: '*findab*', n: 10, unique: true })).map(entry => entry[2]), ['"findable"']);
});
