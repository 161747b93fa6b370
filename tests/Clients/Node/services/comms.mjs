import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async kernel => {
  await run(kernel, 'Comms.Register("echo", (comm, opening) =>\n{\n    comm.Send(new { opened = opening.Data.GetProperty("by").GetString() });\n    comm.Received = message => comm.Send(message.Data, message.Buffers.ToArray());\n});');
  const echo = kernel.createComm('echo');
  const heard = [];
  let heardAll;
  const all = new Promise(resolve => { heardAll = resolve; });
  echo.onMsg = message => {
    heard.push(message);
    if (heard.length === 3) {
      heardAll();
    }
  };
  await soon(echo.open({ by: 'the front end' }).done, 'the opening');
  echo.send({ n: 1 });
  echo.send({ n: 2 }, undefined, [new Uint8Array([7, 8, 9])]);
  await soon(all, 'the echo');
  assert.deepEqual(heard.map(message => message.content.data), [{ opened: 'the front end' }, { n: 1 }, { n: 2 }]);
  assert.deepEqual([...new Uint8Array(heard[2].buffers[0].buffer, heard[2].buffers[0].byteOffset, 3)], [7, 8, 9]);

  const open = (await soon(kernel.requestCommInfo({ target_name: 'echo' }), 'the open comms')).content.comms;
  assert.deepEqual(Object.values(open), [{ target_name: 'echo' }]);
  await soon(echo.close().done, 'the closing');
  assert.deepEqual((await soon(kernel.requestCommInfo({}), 'the open comms')).content.comms, {});

  let closed;
  const refused = new Promise(resolve => { closed = resolve; });
  const nobody = kernel.createComm('nobody-is-there');
  nobody.onClose = closed;
  nobody.open();
  await soon(refused, 'the refusal of an unknown target');

  let told;
  const telling = new Promise(resolve => { told = resolve; });
  kernel.registerCommTarget('from-the-kernel', (comm, opening) => {
    comm.onMsg = message => told([opening.content.data, message.content.data]);
    comm.send({ answer: 'from the front end' });
  });
  await run(kernel, 'var back = "";\nvar mine = Comms.Open("from-the-kernel", new { first = true });\nmine.Received = message => back = message.Data.GetProperty("answer").GetString()!;\nmine.Send(new[] { 1, 2, 3 });');
  assert.deepEqual(await soon(telling, 'what the kernel said'), [{ first: true }, [1, 2, 3]]);
  assert.equal((await run(kernel, 'back')).value, 'from the front end');
});
