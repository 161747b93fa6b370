// A kernel of this build behind a Jupyter server, driven with JupyterLab's own client library.
import { createRequire } from 'node:module';

// The packages are found through NODE_PATH, which import does not look at.
const require = createRequire(import.meta.url);
const ws = require('ws');
globalThis.WebSocket ??= ws;
const { KernelManager, ServerConnection } = require('@jupyterlab/services');

const [baseUrl, token] = process.argv.slice(2);
const patience = 60_000;

/** Hands a new kernel to a script, shuts it down afterwards, and ends the process: with exit code 1 when the script threw. */
export async function withKernel(script) {
  const serverSettings = ServerConnection.makeSettings({ baseUrl, wsUrl: baseUrl.replace(/^http/, 'ws'), token, appendToken: true, WebSocket: ws });
  const manager = new KernelManager({ serverSettings });
  const kernel = await soon(manager.startNew({ name: 'agentnb' }), 'the kernel');
  let failed = false;
  try {
    await script(kernel, manager);
  } catch (error) {
    failed = true;
    console.error(error);
  }
  if (!kernel.isDisposed) {
    await soon(kernel.shutdown(), 'the shutdown').catch(() => { });
  }
  process.exit(failed ? 1 : 0);
}

/** A promise that fails, and names what was waited for, when it takes too long. */
export function soon(promise, what) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`${what} did not come within ${patience / 1000} s`)), patience); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Runs a cell. `seen` is called with each message on iopub, `asked` with each question; returns the reply's content and the messages. */
export async function run(kernel, code, { seen, asked, ...options } = {}) {
  const messages = [];
  const future = kernel.requestExecute({ code, ...options });
  future.onIOPub = message => {
    messages.push({ type: message.header.msg_type, content: message.content });
    seen?.(message.header.msg_type, message.content);
  };
  future.onStdin = message => asked?.(message.content, value => kernel.sendInputReply({ status: 'ok', value }, message.header));
  const reply = (await soon(future.done, `the reply to '${code}'`)).content;
  const of = type => messages.filter(message => message.type === type).map(message => message.content);
  return {
    reply,
    messages,
    of,
    text: name => of('stream').filter(stream => stream.name === name).map(stream => stream.text).join(''),
    value: of('execute_result')[0]?.data['text/plain'],
  };
}
