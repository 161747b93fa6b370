import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async kernel => {
  const info = await soon(kernel.info, 'the kernel info');
  assert.equal(info.implementation, 'agentnb');
  assert.equal(info.language_info.name, 'C#');
  assert.match(info.protocol_version, /^5\.[3-9]/);

  const printed = await run(kernel, 'Console.WriteLine("out"); Console.Error.WriteLine("err"); 6 * 7');
  assert.equal(printed.reply.status, 'ok');
  assert.equal(printed.reply.execution_count, 1);
  assert.equal(printed.text('stdout'), 'out\n');
  assert.equal(printed.text('stderr'), 'err\n');
  assert.equal(printed.value, '42');
  assert.deepEqual(printed.messages.filter(message => message.type === 'status').map(message => message.content.execution_state), ['busy', 'idle']);

  const shown = await run(kernel, 'display("one", displayId: "slot"); UpdateDisplay("slot", "two"); UpdateDisplay("slot", "three");');
  assert.deepEqual(shown.of('display_data').map(content => [content.data['text/plain'], content.transient.display_id]), [['one', 'slot']]);
  assert.deepEqual(shown.of('update_display_data').map(content => [content.data['text/plain'], content.transient.display_id]), [['two', 'slot'], ['three', 'slot']]);

  const failed = await run(kernel, 'var kept = 1;\nthrow new InvalidOperationException("on purpose");');
  assert.equal(failed.reply.status, 'error');
  assert.equal(failed.reply.ename, 'InvalidOperationException');
  assert.equal(failed.of('error').length, 1);
  assert.equal(failed.of('error')[0].evalue, 'on purpose');
  assert.match(failed.of('error')[0].traceback.join('\n'), /line 2/);
  assert.equal((await run(kernel, 'kept')).value, '1');

  const many = Array.from({ length: 50 }, (_, i) => run(kernel, `${i} + 1`));
  assert.deepEqual((await Promise.all(many)).map(result => result.value), Array.from({ length: 50 }, (_, i) => `${i + 1}`));

  const quiet = await run(kernel, 'var hidden = 5; hidden', { silent: true, user_expressions: { twice: 'hidden * 2', wrong: 'hidden * ' } });
  assert.deepEqual(quiet.messages.filter(message => message.type !== 'status'), []);
  assert.equal(quiet.reply.user_expressions.twice.data['text/plain'], '10');
  assert.equal(quiet.reply.user_expressions.wrong.status, 'error');
});
