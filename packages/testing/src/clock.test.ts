import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';
import { JobQueue, type Job } from './job-queue.ts';

const job = (due: number, action_attempt_id: string): Job => ({
  due,
  name: 'finish_action_attempt',
  args: { action_attempt_id },
});

describe('the clock', () => {
  it('lets what is due happen in its order and at its own moment', () => {
    const seen: string[] = [];
    const queue: JobQueue = new JobQueue(({ args }) => {
      seen.push(`${clock.now().getTime()} ${'action_attempt_id' in args ? args.action_attempt_id : ''}`);
      if (seen.length === 1) queue.add(job(150, 'planned on the way'));
    });
    const clock: Clock = new Clock(new Date(0), queue);
    for (const [due, name] of [
      [200, 'c'],
      [100, 'a'],
      [100, 'b'],
      [900, 'later'],
    ] as const)
      queue.add(job(due, name));
    clock.advance(500);
    expect(seen).toEqual(['100 a', '100 b', '150 planned on the way', '200 c']);
    expect(clock.now().getTime()).toBe(500);
    clock.set(new Date(900));
    expect(seen.at(-1)).toBe('900 later');
  });

  it('wakes who waits, once the time has come', async () => {
    const clock = new Clock('2026-01-01T00:00:00Z');
    const seen: string[] = [];
    void clock.wait(1_000).then(() => seen.push('second'));
    void clock.wait(10).then(() => seen.push('first'));
    clock.advance(500);
    await Promise.resolve();
    expect(seen).toEqual(['first']);
    clock.advance(500);
    await Promise.resolve();
    expect(seen).toEqual(['first', 'second']);
  });

  it('does not start nowhere, and does not go back', () => {
    expect(() => new Clock('never')).toThrow(RangeError);
    const clock = new Clock('2026-01-01T00:00:00Z');
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
    expect(() => clock.set('2025-01-01')).toThrow(RangeError);
  });
});
