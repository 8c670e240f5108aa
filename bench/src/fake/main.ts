/** Prints what the fake costs beside the vendor's own, all in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave } from '../interleave.ts';
import { median } from '../median.ts';
import { count, times } from '../row.ts';
import { markdownTable } from '../markdown-table.ts';
import { measureThroughput, type Throughput } from './measure-throughput.ts';
import { fakes, installFakes, vendorVersion } from './projects.ts';
import { runScript } from './run-script.ts';
import {
  bareServer,
  callsInProcess,
  firstAnswer,
  firstAnswerInProcess,
  growth,
  memory,
  server,
} from './scripts.ts';

interface Memory {
  readonly ms: number;
  readonly heap: number;
  readonly rss: number;
}

const [our, their] = fakes;
const startRounds = 15;
const loadRounds = 5;
const load = () => loadavg()[0]?.toFixed(1) ?? '?';
const ms = (value: number) => `${value.toFixed(0)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

const loadBefore = load();
const folder = mkdtempSync(join(tmpdir(), 'bench-fake-'));
try {
  const projects = installFakes(folder);

  const starts = interleave(['in process', ...fakes] as const, startRounds, (name) =>
    name === 'in process'
      ? (runScript(firstAnswerInProcess, projects[our]) as number)
      : (runScript(firstAnswer(name), projects[name]) as number),
  );
  const start = (name: keyof typeof starts) => median(starts[name]);

  const servers = [our, their, 'node:http'] as const;
  const loads: Record<(typeof servers)[number], Throughput[]> = { [our]: [], [their]: [], 'node:http': [] };
  for (let round = 0; round < loadRounds; round += 1) {
    const mine = await measureThroughput(server(our), projects[our], 30_000);
    loads[our].push(mine);
    loads[their].push(await measureThroughput(server(their), projects[their], 6_000));
    loads['node:http'].push(await measureThroughput(bareServer(mine.bytes), projects[our], 30_000));
  }
  const loadOf = (name: (typeof servers)[number], what: 'rate' | 'cpu') =>
    median(loads[name].map((throughput) => throughput[what]));
  const rateRow = servers.map(
    (name) => `${count(loadOf(name, 'rate'))}, ${times(loadOf(name, 'rate') / loadOf(their, 'rate'))}`,
  );
  const cpuRow = servers.map(
    (name) => `${count(loadOf(name, 'cpu'))} µs, ${times(loadOf(their, 'cpu') / loadOf(name, 'cpu'))}`,
  );
  const bytes = servers.map((name) => `${count(loads[name][0]?.bytes ?? 0)} bytes`);

  const calls = runScript(callsInProcess, projects[our]) as { client: number; handlers: number };
  const memories = {
    [our]: runScript(memory[our], projects[our], ['--expose-gc']) as Memory,
    [their]: runScript(memory[their], projects[their], ['--expose-gc']) as Memory,
  };
  const sizes = [100, 1_000, 10_000] as const;
  const costs = sizes.map((size) => runScript(growth(size), projects[our]) as Record<string, number>);

  console.log(
    [
      `Node ${process.versions.node}`,
      `${availableParallelism()} processors, load ${loadBefore} before and ${load()} after`,
      `${their} ${vendorVersion}`,
    ].join('; '),
  );
  const judge = (isGood: boolean) => (isGood ? 'ok' : 'OVER');
  console.log(
    markdownTable(
      ['', our, their, 'bare node:http', 'budget', ''],
      [
        [
          'first answer, in process',
          ms(start('in process')),
          '–',
          '–',
          '≤ 60 ms',
          judge(start('in process') <= 60),
        ],
        ['first answer, over HTTP', ms(start(our)), ms(start(their)), '–', '', ''],
        [
          'requests a second, 32 in flight',
          ...rateRow,
          '≥ 6.00 ×',
          judge(loadOf(our, 'rate') >= 6 * loadOf(their, 'rate')),
        ],
        ['processor for a request', ...cpuRow, '', ''],
        ['answer to a request', ...bytes, '', ''],
        ['calls a second in process, through the client', count(calls.client), '–', '–', '', ''],
        ['calls a second in process, handlers', count(calls.handlers), '–', '–', '', ''],
        ...(['ms', 'heap', 'rss'] as const).map((what) => {
          const show = what === 'ms' ? ms : megabytes;
          const names = { ms: 'time to make', heap: 'heap with', rss: 'resident set with' };
          return [
            `${names[what]} 10,000 identities and ACS users`,
            show(memories[our][what]),
            show(memories[their][what]),
            '–',
            what === 'ms' ? '≤ 300 ms' : '',
            what === 'ms' ? judge(memories[our].ms <= 300) : '',
          ];
        }),
      ],
    ),
  );
  console.log('');
  const micro = (value: number) => `${value.toFixed(1)} µs`;
  console.log(
    markdownTable(
      ['cost of a call beside …', ...sizes.map((size) => `${count(size)} identities`), '10,000 / 100'],
      Object.keys(costs[0] ?? {}).map((name) => {
        const values = costs.map((cost) => cost[name] ?? Number.NaN);
        return [name].concat(values.map(micro), times((values[2] ?? 0) / (values[0] ?? 1)));
      }),
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
