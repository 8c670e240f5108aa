import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delay, race } from './race.ts';

const never = new Promise<never>(() => {});
const toError = () => new Error('too late');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Nothing of the race is left that keeps a process or a signal alive. */
const expectNothingLeft = (signal: AbortSignal) => {
  expect(vi.getTimerCount()).toBe(0);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
};

describe('race', () => {
  it.each([
    ['resolves like the work', () => Promise.resolve(1), { value: 1 }],
    ['rejects like the work', () => Promise.reject(new Error('failed')), { message: 'failed' }],
  ])('%s', async (_, work, expected) => {
    const { signal } = new AbortController();
    const settled = race<number>(work(), { signal, timeout: 10, toError }).then(
      (value) => ({ value }),
      ({ message }: Error) => ({ message }),
    );
    expect(await settled).toEqual(expected);
    expectNothingLeft(signal);
  });

  it('rejects after the timeout', async () => {
    const { signal } = new AbortController();
    const settled = expect(race(never, { signal, timeout: 10, toError })).rejects.toThrow('too late');
    await vi.advanceTimersByTimeAsync(10);
    await settled;
    expectNothingLeft(signal);
  });

  it.each(['before', 'during'])('rejects when the signal is aborted %s the work', async (when) => {
    const controller = new AbortController();
    const { signal } = controller;
    if (when === 'before') controller.abort();
    const settled = expect(race(never, { signal })).rejects.toThrow('aborted');
    controller.abort();
    await settled;
    expectNothingLeft(signal);
  });
});

describe('delay', () => {
  it('resolves after its time', async () => {
    let isOver = false;
    const waiting = delay(10, undefined).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(9);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('resolves when the signal is aborted', async () => {
    const controller = new AbortController();
    const waiting = delay(10, controller.signal);
    controller.abort();
    await waiting;
    expectNothingLeft(controller.signal);
  });
});
