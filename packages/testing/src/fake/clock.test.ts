import { describe, expect, it, vi } from 'vitest';
import { Clock } from './clock.ts';
import { type Job, JobQueue } from './scheduler.ts';

const job = (due: number, action_attempt_id: string): Job => ({
  due,
  name: 'finish_action_attempt',
  args: { action_attempt_id },
});

describe('the clock', () => {
  it('runs due jobs in order, each at its own time', () => {
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

  it.each(['2026-01-01T10:00:00', '2026-01-01 10:00:00', '2026-01-01T10:00:00Z', '2026-01-01T12:00+02:00'])(
    'reads %s as the same time in every zone of the machine',
    (moment) => {
      vi.stubEnv('TZ', 'America/New_York');
      expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(300);
      expect(new Clock(moment).timestamp()).toBe('2026-01-01T10:00:00.000Z');
      vi.unstubAllEnvs();
    },
  );

  it('moves by each wait as an auto-advancing clock, and not after an abort', async () => {
    const clock = new Clock('2026-01-01T00:00:00Z');
    const { autoAdvancing } = clock;
    await autoAdvancing.wait(1_000);
    expect(autoAdvancing.now()).toEqual(new Date('2026-01-01T00:00:01Z'));
    const reason = new Error('stopped');
    await expect(autoAdvancing.wait(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(autoAdvancing.wait(-1)).rejects.toThrow(RangeError);
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:01Z'));
  });

  it('resolves a wait when its time is reached', async () => {
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

  it('rejects a wait that is aborted, before or while it waits, and keeps no listener afterwards', async () => {
    const clock = new Clock('2026-01-01T00:00:00Z');
    const reason = new Error('stopped');
    await expect(clock.wait(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const caller = new AbortController();
    const waiting = clock.wait(1_000, caller.signal);
    const finished = clock.wait(1, caller.signal);
    clock.advance(1);
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(finished).resolves.toBeUndefined();
  });

  it('rejects an invalid start and a move to the past', () => {
    expect(() => new Clock('never')).toThrow(RangeError);
    const clock = new Clock('2026-01-01T00:00:00Z');
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
    expect(() => clock.set('2025-01-01')).toThrow(RangeError);
  });

  it.each([Infinity, -Infinity, Number.NaN, 1e308, -1, '5', null, undefined, {}, 5n])(
    'rejects advancing by %s and does not move',
    (ms) => {
      const clock = new Clock('2026-01-01T00:00:00Z');
      expect(() => clock.advance(ms as number)).toThrow(RangeError);
      expect(() => clock.advance(ms as number)).toThrow(/^clock\.advance\(\) .*; got /);
      expect(clock.timestamp()).toBe('2026-01-01T00:00:00.000Z');
    },
  );

  it.each([
    ['soon', 'got "soon"'],
    ['', 'got ""'],
    ['5', 'got "5"'],
    [1_800_000_000_000, 'got 1800000000000'],
    [Number.NaN, 'got NaN'],
    [Infinity, 'got Infinity'],
    [null, 'got null'],
    [undefined, 'got undefined'],
    [new Date(Number.NaN), 'got Invalid Date'],
    [new Date(8.64e15), 'clock.set() takes a Date'],
    ['+275760-09-13T00:00:00.000Z', 'clock.set() takes a Date'],
  ])('rejects being set to %s and does not move', (moment, message) => {
    const clock = new Clock('2026-01-01T00:00:00Z');
    expect(() => clock.set(moment as string)).toThrow(RangeError);
    expect(() => clock.set(moment as string)).toThrow(message);
    expect(() => clock.load(moment as string)).toThrow(RangeError);
    expect(() => new Clock(moment as string)).toThrow(RangeError);
    expect(clock.timestamp()).toBe('2026-01-01T00:00:00.000Z');
  });

  it.each([Number.NaN, -1, '5'])('rejects a wait of %s', (ms) => {
    expect(() => new Clock('2026-01-01').wait(ms as number)).toThrow('clock.wait() takes a number');
  });

  it('advances to the end of the year 9999, and limits later times to it', () => {
    const clock = new Clock('2026-01-01');
    clock.set('9999-12-31T23:59:59.999Z');
    expect(() => clock.advance(1)).toThrow('stops at the end of the year 9999; got 1 milliseconds');
    expect(clock.timestampIn(86_400_000)).toBe('9999-12-31T23:59:59.999Z');
    expect(clock.timestampIn(1e308)).toBe('9999-12-31T23:59:59.999Z');
  });
});
