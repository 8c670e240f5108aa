import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repeat } from './repeat.ts';

let timer: NodeJS.Timeout | undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  clearInterval(timer);
  vi.useRealTimers();
});

/** Repeats work each second, with a patience of three. Returns the errors, and the function that counts the runs. */
const start = (work: (number: number) => Promise<void>) => {
  const errors: unknown[] = [];
  let runs = 0;
  timer = repeat(
    1000,
    () => {
      runs += 1;
      return work(runs);
    },
    { patience: 3000, onError: (error) => errors.push(error) },
  );
  return { errors, runs: () => runs };
};

const never = () => new Promise<void>(() => {});

describe('repeated work', () => {
  it('continues after a failure, and reports it', async () => {
    const { errors, runs } = start((number) => Promise.reject(new Error(`run ${number}`)));
    await vi.advanceTimersByTimeAsync(2000);
    expect(runs()).toBe(2);
    expect(errors).toEqual([new Error('run 1'), new Error('run 2')]);
  });

  it('is left out while the run before is in progress', async () => {
    let end = () => {};
    const { runs } = start(() => new Promise((resolve) => (end = resolve)));
    await vi.advanceTimersByTimeAsync(3000);
    expect(runs()).toBe(1);
    end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs()).toBe(2);
  });

  it('continues beside a run that never settles', async () => {
    const { runs } = start((number) => (number === 1 ? never() : Promise.resolve()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(runs()).toBeGreaterThanOrEqual(3);
  });

  it('does not pile up when no run settles', async () => {
    const { runs } = start(never);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs()).toBe(4);
  });
});
