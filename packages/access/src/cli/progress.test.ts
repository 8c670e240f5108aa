import { describe, expect, it } from 'vitest';
import { createProgress, formatProgress, type Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

describe('formatProgress', () => {
  it.each<[Progress, string]>([
    [{ done: 0, total: 10 }, 'Offboarding [........................] 0/10'],
    [
      { done: 5, total: 10, rate: 2.04, remaining: 2450 },
      'Offboarding [############............] 5/10, 2.0/s, 3 s left',
    ],
    [
      { done: 1, total: 10_000, rate: 25, remaining: 399_960 },
      'Offboarding [........................] 1/10000, 25/s, 7 min left',
    ],
    [
      { done: 1, total: 2, remaining: 3_700_000, details: ['1 stuck'] },
      'Offboarding [############............] 1/2, 1 h 2 min left, 1 stuck',
    ],
    [{ done: 1, total: 2, remaining: null }, 'Offboarding [############............] 1/2'],
    [{ done: 2, total: 2, rate: 1, remaining: 0 }, 'Offboarding [########################] 2/2, 1.0/s'],
    [{ done: 0, total: 0 }, 'Offboarding [########################] 0/0'],
  ])('formats %j', (progress, line) => {
    expect(formatProgress('Offboarding', progress)).toBe(line);
  });
});

describe('createProgress', () => {
  const linesOf = (isTerminal: boolean) => {
    const lines: string[] = [];
    let time = 0;
    const terminal = { isTerminal, show: (line: string) => lines.push(line) } as unknown as Terminal;
    const show = createProgress({ terminal, what: 'Reading', now: () => time });
    for (let done = 0; done <= 100; done += 1) {
      show({ done, total: 100 });
      time += 500;
    }
    return lines;
  };

  it('prints a line now and then without a terminal, and the last one', () => {
    expect(linesOf(false)).toEqual([
      'Reading [........................] 0/100',
      'Reading [####....................] 20/100, 2.0/s, 40 s left',
      'Reading [#########...............] 40/100, 2.0/s, 30 s left',
      'Reading [##############..........] 60/100, 2.0/s, 20 s left',
      'Reading [###################.....] 80/100, 2.0/s, 10 s left',
      'Reading [########################] 100/100, 2.0/s',
    ]);
  });

  it('moves the bar on a terminal', () => {
    expect(linesOf(true)).toHaveLength(101);
  });
});
