import assert from 'node:assert/strict';
import { run, soon, withKernel } from './kernel.mjs';

await withKernel(async kernel => {
  const questions = [];
  const answered = await run(kernel, 'var name = input("Name? ");\nvar secret = password("Word? ");\nvar line = Console.ReadLine();\n$"{name}, {secret.Length}, {line}"', {
    allow_stdin: true,
    asked: (question, answer) => {
      questions.push([question.prompt, question.password]);
      answer(['Ada', 'abc', 'a line'][questions.length - 1]);
    },
  });
  assert.deepEqual(questions, [['Name? ', false], ['Word? ', true], ['', false]]);
  assert.equal(answered.value, 'Ada, 3, a line');

  const unanswered = await run(kernel, 'input("Name? ")', { allow_stdin: false });
  assert.equal(unanswered.reply.status, 'error');
  assert.equal(unanswered.reply.ename, 'InputUnavailableException');

  let asked;
  const waiting = new Promise(resolve => { asked = resolve; });
  const given = run(kernel, 'input("Never answered: ")', { allow_stdin: true, asked });
  await soon(waiting, 'the question');
  await soon(kernel.interrupt(), 'the answer to the interrupt');
  assert.equal((await given).reply.status, 'error');
  assert.equal((await run(kernel, 'name')).value, 'Ada');
});
