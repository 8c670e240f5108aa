import { count } from '../row.ts';
import { budgets } from './budgets.ts';
import type { MemoryCourse, MemoryRequest } from './child/measure-memory.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { slope } from './slope.ts';
import { mebibytes, number } from './units.ts';

/** The number of requests between two measurements of memory, and of measurements. */
const between = 10_000;

const courses = {
  'all is well': { fails: false, statuses: [200], warmUp: 100_000, looks: 11 },
  'all fails': { fails: true, statuses: [400, 502], warmUp: 100_000, looks: 11 },
} satisfies Record<string, Partial<MemoryRequest>>;

/** Whether the memory of the router grows with the number of requests. */
export const measureMemory = (project: string): Finding[] =>
  Object.entries(courses).flatMap(([course, setup]) => {
    const request: MemoryRequest = { project, subject: 'router, every option', between, ...setup };
    const { looks, leftover } = runChild('measure-memory.ts', request) as MemoryCourse;
    const heaps = looks.map(({ heap }) => heap);
    const growth = mebibytes((slope(heaps) * 100_000) / between);
    const rss = Math.max(...looks.map((look) => look.rss));
    const at = (what: string) => `${course}, ${what}`;
    return [
      finding(at(`heap after ${count(setup.warmUp)} requests`), mebibytes(heaps[0] ?? Number.NaN)),
      finding(at('heap more per 100,000 requests'), growth, budgets.growth),
      finding(at('resident set at most'), mebibytes(rss), budgets.rss),
      finding(at('sockets, timers and so on left over'), number(leftover), budgets.leftover),
    ];
  });
