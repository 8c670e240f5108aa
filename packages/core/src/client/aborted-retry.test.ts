import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createSeam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const openable = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

const caller = new AbortController();

it.each([
  { end: 'a timeout', options: { timeout: 400 }, act: () => {}, error: 'SeamTimeoutError' },
  {
    end: 'an abort by the caller',
    options: { signal: caller.signal },
    act: () => caller.abort(),
    error: 'SeamAbortError',
  },
])('C54: $end closes the connection of a retry, also when memory was collected', async (row) => {
  const reached = openable();
  const closed = openable();
  let count = 0;
  await using server = await recordingServer((response, request) => {
    count += 1;
    if (count === 1) {
      json({ ok: false }, 503)(response, request);
      return;
    }
    response.once('close', closed.open);
    reached.open();
  });
  const seam = createSeam({
    apiKey: 'seam_test1_key',
    endpoint: server.url,
    retry: { attempts: 2, baseDelay: 1 },
  });
  const call = seam.userIdentities.list({}, row.options);
  const failure = expect(call).rejects.toMatchObject({ name: row.error });
  await reached.opened;
  for (let turn = 0; turn < 5; turn += 1) {
    await nextTurn();
    collect();
  }
  row.act();
  await failure;
  await closed.opened;
  expect(server.requests).toHaveLength(2);
});
