import { endpoints } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import type { ServerRequest } from '../http/request.ts';
import { createRouter } from './create-router.ts';

const unlock = '/locks/unlock_door';
const list = '/devices/list';

const callTo = (path: string, sent?: object): ServerRequest => ({
  verb: sent ? 'POST' : 'GET',
  path,
  query: '',
  header: (name) => (sent && name === 'content-type' ? 'application/json' : undefined),
  body: () => Promise.resolve(sent),
});

const guardOf = (target: object, expose: typeof unlock | typeof list) =>
  createRouter(
    { tree: endpoints, target: target as never },
    { expose: [expose], authorize: () => true, onError: () => {} },
  );

it('two hundred calls go on at a time unless said otherwise', async () => {
  let finish = () => {};
  const held = new Promise<object[]>((resolve) => {
    finish = () => resolve([]);
  });
  const devices = { list: vi.fn(() => held) };
  const { answer } = guardOf({ devices }, list);
  const going = Array.from({ length: 200 }, () => answer(callTo(list), {}));
  await vi.waitUntil(() => devices.list.mock.calls.length === 200, { interval: 1, timeout: 10_000 });
  expect(await answer(callTo(list), {})).toMatchObject({
    status: 503,
    value: { error: { type: 'overloaded' } },
  });
  finish();
  expect(new Set((await Promise.all(going)).map(({ status }) => status))).toEqual(new Set([200]));
  expect((await answer(callTo(list), {})).status).toBe(200);
});

it('what Seam has begun is not waited for: looking at it may not be exposed', async () => {
  const unlockDoor = vi.fn((_params: object, _options: object) => Promise.resolve({ status: 'pending' }));
  const { answer } = guardOf({ locks: { unlockDoor } }, unlock);
  const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  expect(await answer(callTo(unlock, { device_id }), {})).toMatchObject({ status: 200 });
  expect(unlockDoor).toHaveBeenCalledExactlyOnceWith(
    { device_id },
    expect.objectContaining({ waitForActionAttempt: false }),
  );
});
