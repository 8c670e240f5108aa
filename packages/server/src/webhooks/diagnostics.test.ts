import { SeamConfigError } from '@org/seam-core';
import { describe, expect, it, vi } from 'vitest';
import { createSkewMonitor, createWebhookErrorReporter } from './diagnostics.ts';

describe('report errors', () => {
  it('reports an error each time, and a configuration problem once', () => {
    const listener = vi.fn();
    const { report, reportOnce } = createWebhookErrorReporter(listener);
    for (let times = 0; times < 3; times += 1) {
      report(new SeamConfigError('of a function'));
      reportOnce(new SeamConfigError('of the set-up'));
    }
    expect(listener.mock.calls.map(([error]) => (error as Error).message)).toEqual([
      'of a function',
      'of the set-up',
      'of a function',
      'of a function',
    ]);
  });

  it('remembers at most a hundred messages', () => {
    const listener = vi.fn();
    const { reportOnce } = createWebhookErrorReporter(listener);
    const report = (from: number, to: number) => {
      for (let number = from; number <= to; number += 1) reportOnce(new SeamConfigError(`fault ${number}`));
    };
    report(1, 100);
    report(1, 100);
    expect(listener).toHaveBeenCalledTimes(100);
    report(101, 101);
    report(1, 1);
    expect(listener).toHaveBeenCalledTimes(102);
  });

  it('drops errors of the listener', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    createWebhookErrorReporter(() => Promise.reject(new Error('no log'))).report(new Error('first'));
    createWebhookErrorReporter(() => {
      throw new Error('no log');
    }).report(new Error('second'));
    await new Promise((resolve) => void setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('watch clock', () => {
  it('W37 returns the median of the last twenty deliveries when that is beyond the tolerance', () => {
    const medianAfter = createSkewMonitor(300_000);
    const late = Array.from({ length: 5 }, (_, number) => medianAfter(`late-${number}`, -600_000 - number));
    expect(late).toEqual([undefined, undefined, undefined, undefined, -600_002]);
    const good = Array.from({ length: 20 }, (_, number) => medianAfter(`good-${number}`, number));
    expect(good.indexOf(undefined)).toBeLessThan(6);
    expect(good.at(-1)).toBeUndefined();
  });

  it('W37 needs most of the last twenty deliveries to be off', () => {
    const medianAfter = createSkewMonitor(300_000);
    for (let number = 0; number < 30; number += 1) medianAfter(`good-${number}`, 0);
    const late = Array.from({ length: 11 }, (_, number) => medianAfter(`late-${number}`, -600_000));
    expect(late).toEqual([...Array<undefined>(10).fill(undefined), -600_000]);
  });

  it('W37 finds the median in any order', () => {
    const medianAfter = createSkewMonitor(300_000);
    const skews = [-600_000, -600_000, 0, -600_000, 0];
    expect(skews.map((skew, number) => medianAfter(`msg-${number}`, skew)).at(-1)).toBe(-600_000);
  });

  it('W37 suspects nothing at exactly the tolerance', () => {
    for (const skew of [300_000, -300_000]) {
      const medianAfter = createSkewMonitor(300_000);
      for (let number = 0; number < 20; number += 1)
        expect(medianAfter(`msg-${number}`, skew)).toBeUndefined();
    }
  });

  it('W37 counts a replayed delivery once', () => {
    const medianAfter = createSkewMonitor(300_000);
    for (let times = 0; times < 100; times += 1) expect(medianAfter('replayed', -600_000)).toBeUndefined();
  });
});
