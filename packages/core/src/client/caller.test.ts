import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { waitForActionAttempt } from './action-attempts.ts';
import { showCaller } from './caller.ts';
import { createSeam } from './create-seam.ts';
import { paginate } from './pagination.ts';
import { withResponse } from './with-response.ts';

const apiKey = 'seam_test1_key';
const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const failing = async () =>
  Response.json({ error: { type: 'device_not_found', message: 'Two\nlines.' } }, { status: 404 });
const pending = { action_attempt_id: 'a', status: 'pending' };

const framesOf = (error: unknown) =>
  (error as Error).stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? [];
const caught = async (call: Promise<unknown>): Promise<Error> =>
  await call.then(
    () => expect.unreachable(),
    (error: unknown) => error as Error,
  );

const seam = createSeam({ apiKey, fetch: failing, retry: { baseDelay: 0 } });
const attempting = createSeam({
  apiKey,
  fetch: async () =>
    Response.json({
      action_attempt: { ...pending, status: 'error', error: { type: 'x', message: 'No.' } },
      ok: true,
    }),
});

const calls: Record<string, () => Promise<unknown>> = {
  'that is refused': function userCode() {
    return seam.devices.get({ device_id });
  },
  'that is not sent': function userCode() {
    return seam.userIdentities.delete({} as never);
  },
  'with options that are not valid': function userCode() {
    return seam.devices.get({ device_id }, { timeout: 0 });
  },
  'without a response': function userCode() {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    return createSeam({ apiKey, fetch, retry: { baseDelay: 0 } }).devices.get({ device_id });
  },
  'that is aborted': function userCode() {
    return seam.devices.get({ device_id }, { signal: AbortSignal.abort() });
  },
  'whose action attempt fails': function userCode() {
    return attempting.locks.unlockDoor({ device_id });
  },
  'through withResponse': function userCode() {
    return withResponse(seam.devices.get, { device_id });
  },
  'through waitForActionAttempt': function userCode() {
    return waitForActionAttempt(seam, pending as never, { pollingInterval: 1, timeout: 20 });
  },
};

describe('the error of a call', () => {
  it.each(Object.entries(calls))('C101: %s begins at the line of the caller', async (_, call) => {
    const error = await caught(call());
    const [first] = framesOf(error);
    expect(first).toContain('userCode');
    expect(first).toContain('caller.test.ts');
    expect(error.stack?.startsWith(`${error.name}: ${error.message}\n    at `)).toBe(true);
  });

  it.each([
    ['of a promise', () => Promise.resolve()],
    // Node puts its own line between the two.
    ['of the event loop', () => setImmediate()],
    ['of a timer', () => setTimeout(0)],
  ])('C101: shows the function that waits for the call, after an await %s', async (_, wait) => {
    const inner = async () => {
      await wait();
      await seam.devices.get({ device_id });
    };
    const outer = async () => {
      await inner();
    };
    const frames = framesOf(await caught(outer()));
    expect(frames[0]).toContain('inner');
    expect(frames.slice(1).join('\n')).toMatch(/at (?:async )?outer /);
  });

  it('C101: on a later page of a list begins at the line that paginates', async () => {
    let isFirst = true;
    const fetch = async () => {
      if (!isFirst) return await failing();
      isFirst = false;
      const pagination = { has_next_page: true, next_page_cursor: 'p2' };
      return Response.json({ devices: [{ device_id }], pagination, ok: true });
    };
    const paged = createSeam({ apiKey, fetch });
    const readAll = async () => {
      const read: unknown[] = [];
      for await (const device of paginate(paged.devices.list)) read.push(device);
    };
    expect(framesOf(await caught(readAll()))[0]).toContain('readAll');
  });

  it('C101: is shown so to the error hook already', async () => {
    let stack: string | undefined;
    const hooks = { error: ({ error }: { error: Error }) => (stack = error.stack) };
    const userCode = () => createSeam({ apiKey, fetch: failing, hooks }).devices.get({ device_id });
    await caught(userCode());
    expect(framesOf({ stack })[0]).toContain('userCode');
  });
});

describe('the stack of an error', () => {
  it('C101: is read without changing the limit of stacks, and not longer than it', async () => {
    const { stackTraceLimit } = Error;
    for (const limit of [0, 1, 50]) {
      Error.stackTraceLimit = limit;
      const error = await caught(seam.devices.get({ device_id }));
      expect(Error.stackTraceLimit).toBe(limit);
      expect(framesOf(error).length).toBeLessThanOrEqual(limit);
      expect(error.stack).toContain('Two\nlines.');
    }
    Error.stackTraceLimit = stackTraceLimit;
  });

  it('C101: is that of the call where a browser writes it in its own way', () => {
    const error = new Error('x');
    showCaller(error, { stack: 'userCode@https://example.com/app.js:1:2\n' });
    expect(error.stack).toBe('userCode@https://example.com/app.js:1:2\n');
  });

  it.each([undefined, '', 'Error', [{}]])('C101: is left as it is where the call has none: %j', (stack) => {
    const error = new Error('x');
    const before = error.stack;
    showCaller(error, { stack: stack as string });
    expect(error.stack).toBe(before);
  });
});
