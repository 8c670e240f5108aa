import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

/** Values that plain JavaScript or a file can pass. */
type Loose = Record<'queue' | 'rate', (...args: unknown[]) => void>;

const loose = () => {
  const { faults, webhooks } = createFakeSeam({ seed: 'empty' });
  return {
    faults: faults as unknown as Loose,
    unused: () => faults.unused,
    webhookFaults: webhooks.faults as unknown as Loose,
    nextOfWebhooks: () => webhooks.faults.take(),
  };
};

const reset = { kind: 'reset', applied: true };

describe('faults.queue() and faults.rate()', () => {
  it.each([
    ['/devices/lst', 'got "/devices/lst". Did you mean "/devices/list"?'],
    ['devices/list', 'Did you mean "/devices/list"?'],
    ['/devices/list/', 'Did you mean "/devices/list"?'],
    ['', 'must be the path of an endpoint, or "*"; got "".'],
    [undefined, 'got undefined.'],
    [5, 'got 5.'],
    [null, 'got null.'],
    [['*'], 'got an array.'],
    ['constructor', 'got "constructor".'],
  ])('reject the target %j, with and without a fault', (target, message) => {
    const { faults, unused } = loose();
    expect(() => faults.queue(target)).toThrow(message);
    expect(() => faults.queue(target, reset)).toThrow(message);
    expect(() => faults.rate(target, reset, 1)).toThrow(message);
    expect(unused()).toEqual([]);
  });

  it.each([
    [{ kind: 'reset' }, 'The fault "reset" needs applied: a boolean.'],
    [{ kind: 'hang' }, 'The fault "hang" needs applied: a boolean.'],
    [{ kind: 'reset', applied: 'no' }, 'The fault "reset": applied must be a boolean; got "no".'],
    [{ kind: 'reset', applied: null }, 'applied must be a boolean; got null.'],
    [{ kind: 'reset', aplied: true }, 'The fault "reset": unknown option "aplied". Did you mean "applied"?'],
    [{ kind: 'status' }, 'The fault "status" needs status: a whole number from 400 to 599.'],
    [{ kind: 'status', status: 200 }, 'status must be a whole number from 400 to 599; got 200.'],
    [{ kind: 'status', status: '503' }, 'got "503".'],
    [{ kind: 'status', status: 503, retryAfter: 1 }, 'Did you mean "retry_after"?'],
    [{ kind: 'status', status: 503, retry_after: Number.NaN }, 'retry_after must be'],
    [{ kind: 'status', status: 503, retry_after: '1\r\nx: y' }, 'retry_after must be'],
    [{ kind: 'status', status: 503, message: 5 }, 'message must be a string; got 5.'],
    [{ kind: 'html', status: 204 }, 'status must be a status from 200 to 599 that can have a body; got 204.'],
    [{ kind: 'html', status: 304 }, 'got 304.'],
    [{ kind: 'truncate', bytes: -1 }, 'bytes must be'],
    [{ kind: 'truncate', bytes: 1.5 }, 'bytes must be'],
    [{ kind: 'slow_body' }, 'The fault "slow_body" needs ms: a number of milliseconds'],
    [{ kind: 'slow_body', ms: Infinity }, 'got Infinity.'],
    [{ kind: 'content_type' }, 'The fault "content_type" needs value'],
    [{ kind: 'content_type', value: 'a\nb' }, 'value must be a text that a header can carry'],
    [{ kind: 'latency' }, 'The fault "latency" needs ms'],
    [{ kind: 'latency', ms: 2 ** 31 }, 'ms must be'],
    [{ kind: 'latency', ms: 10, up_to: 5 }, 'up_to must be a number of milliseconds from 10'],
    [{ kind: 'hang', applied: false, applied_after_ms: -1 }, 'applied_after_ms must be a number of'],
    [{ kind: 'reset', applied: true, applied_after_ms: 5 }, 'applied: true or applied_after_ms, not both'],
    [{ kind: 'latency', ms: 1, applied_after_ms: 5 }, 'unknown option "applied_after_ms"'],
    [{ kind: 'rset', applied: true }, 'There is no fault of the kind "rset". Did you mean "reset"?'],
    [{ kind: 'constructor' }, 'There is no fault of the kind "constructor".'],
    [{}, 'There is no fault of the kind undefined. Known: status'],
    ['reset', 'A fault is an object with a kind; got "reset".'],
    [null, 'got null.'],
    [[reset], 'got an array.'],
  ])('reject the fault %j and plan none of the others', (fault, message) => {
    const { faults, unused } = loose();
    expect(() => faults.queue('*', reset, fault)).toThrow(message);
    expect(() => faults.rate('*', fault, 1)).toThrow(message);
    expect(unused()).toEqual([]);
  });

  it.each([Number.NaN, Infinity, -0.1, 1.1, '0.5', null, undefined, true])(
    'reject the probability %j',
    (probability) => {
      const { faults, webhookFaults } = loose();
      const message = 'probability must be a number from 0 to 1; got ';
      expect(() => faults.rate('*', reset, probability)).toThrow(`faults.rate(): ${message}`);
      expect(() => webhookFaults.rate({ kind: 'drop' }, probability)).toThrow(
        `webhooks.faults.rate(): ${message}`,
      );
    },
  );

  it('accept every kind of fault', () => {
    const { faults, unused } = loose();
    const all = [
      { kind: 'status', status: 503, type: 't', message: 'm', retry_after: '3', applied: false },
      { kind: 'html', status: 200, applied: true },
      reset,
      { kind: 'hang', applied: false },
      { kind: 'truncate', bytes: 0 },
      { kind: 'slow_body', ms: 0 },
      { kind: 'content_type', value: 'text/plain' },
      { kind: 'latency', ms: 1, up_to: 1 },
      { kind: 'reset', applied: false, applied_after_ms: 60_000 },
    ];
    faults.queue('*', ...all);
    expect(unused().map(({ fault }) => fault)).toEqual(all);
  });
});

describe('webhooks.faults', () => {
  it.each([
    [{ kind: 'delay' }, 'The webhook fault "delay" needs ms: a number of milliseconds'],
    [{ kind: 'delay', ms: '1s' }, 'ms must be a number of milliseconds'],
    [{ kind: 'drop', ms: 1 }, 'The webhook fault "drop": unknown option "ms".'],
    [{ kind: 'droped' }, 'There is no webhook fault of the kind "droped". Did you mean "drop"?'],
    [undefined, 'A webhook fault is an object with a kind; got undefined.'],
  ])('reject %j', (fault, message) => {
    const { webhookFaults, nextOfWebhooks } = loose();
    expect(() => webhookFaults.queue({ kind: 'drop' }, fault)).toThrow(message);
    expect(() => webhookFaults.rate(fault, 1)).toThrow(message);
    expect(nextOfWebhooks()).toBeUndefined();
  });
});
