import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { expect, test, vi } from 'vitest';
import { gate } from '../../test/support/gate.ts';
import { startConsole } from '../../test/support/start-console.ts';
import { createRequests } from './requests.ts';

const start = () => {
  const requests = createRequests();
  const request = () => {
    const [res, next] = [new EventEmitter(), vi.fn()];
    requests.track({} as Request, res as unknown as Response, next);
    return { next, end: () => res.emit('close') };
  };
  return { requests, request };
};

test('is finished when every response was sent', async () => {
  const { requests, request } = start();
  const [one, other] = [request(), request()];
  let isFinished = false;
  const finished = requests.finished().then(() => (isFinished = true));
  one.end();
  await Promise.resolve();
  expect(isFinished).toBe(false);
  other.end();
  await finished;
});

test('rejects requests after it is closed, and waits for their responses', async () => {
  const { requests, request } = start();
  const accepted = request();
  requests.close();
  const rejected = request();
  expect(accepted.next).toHaveBeenCalledExactlyOnceWith();
  expect(rejected.next).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ type: 'shutting_down' }));
  accepted.end();
  const finished = requests.finished();
  rejected.end();
  await finished;
});

test('a shutdown finishes requests of the workflows and of the webhook, and rejects new ones', async () => {
  const [held, started] = [gate(), gate()];
  const drainWebhook = vi.fn(() => Promise.resolve());
  await using console = await startConsole({
    webhook: Object.assign(() => {}, { drain: drainWebhook }),
    ofPerson: async () => {
      started.open();
      await held.opened;
      return [];
    },
  });
  const headers = { cookie: await console.signIn('viewer') };
  const history = fetch(`${console.url}/api/access/history?user_identity_id=u1`, { headers });
  await started.opened;
  const drained = console.drain();
  expect(drainWebhook).toHaveBeenCalledOnce();
  const rejected = await fetch(`${console.url}/api/access/updates`, { headers });
  expect(rejected.status).toBe(503);
  expect(await rejected.json()).toMatchObject({ error: { type: 'shutting_down' } });
  held.open();
  await drained;
  expect((await history).status).toBe(200);
});
