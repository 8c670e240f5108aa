import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { Faults } from './faults.ts';
import { planFaults } from './plan-faults.ts';

const reset = { kind: 'reset', applied: true } as const;

describe('planFaults', () => {
  it('queues, and draws by chance what has a probability', () => {
    const faults = new Faults(new Random(1));
    planFaults(faults, [
      { target: '/devices/list', fault: reset },
      { target: '*', fault: { kind: 'status', status: 500 }, probability: 1 },
    ]);
    expect(faults.unused).toEqual([{ target: '/devices/list', fault: reset }]);
    expect(faults.take('/devices/list')).toEqual(reset);
    expect(faults.take('/devices/list')).toEqual({ kind: 'status', status: 500 });
    expect(faults.unused).toEqual([]);
  });

  it('takes a single one, too', () => {
    const faults = new Faults(new Random(1));
    planFaults(faults, { target: '*', fault: reset });
    expect(faults.unused).toHaveLength(1);
  });

  it.each([
    [[], 0],
    [[{ target: '*', fault: reset }, 'reset'], /^Fault 2 has to be/],
    [null, /^Fault 1 has to be/],
    [[{ target: '*' }], /^Fault 1: A fault is an object with a kind; got undefined/],
    [
      [{ target: '/devices/explode', fault: reset }],
      /^Fault 1: target must be the path of an endpoint, or "\*"; got "\/devices\/explode"/,
    ],
    [[{ fault: reset }], /^Fault 1: target must be the path .*; got undefined/],
    [[{ target: '*', fault: { kind: 'explode' } }], /^Fault 1: There is no fault/],
    [
      [{ target: '*', fault: { kind: 'status' } }],
      /^Fault 1: The fault "status" needs status: a whole number from 400 to 599/,
    ],
    [
      [{ target: '*', fault: reset, probabilty: 1 }],
      /^Fault 1: unknown option "probabilty". Did you mean "probability"/,
    ],
    [[{ target: '*', fault: reset, probability: 2 }], /from 0 to 1; got 2/],
    [[{ target: '*', fault: reset, probability: '1' }], /from 0 to 1; got "1"/],
  ])('%j: all or nothing', (plan, message) => {
    const faults = new Faults(new Random(1));
    if (message instanceof RegExp) expect(() => planFaults(faults, plan)).toThrow(message);
    else planFaults(faults, plan);
    expect(faults.unused).toEqual([]);
  });
});
