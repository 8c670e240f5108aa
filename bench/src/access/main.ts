/**
 * Prints how fast workers offboard people, how many requests that takes, how soon a killed worker is replaced, and how it grows
 * with the number of people in the queue: `--sizes 100,1000,10000`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from '@org/tests/offboarding/database-state';
import { startPostgres } from '@org/tests/support/embedded-postgres';
import { markdownTable } from '../markdown-table.ts';
import { median } from '../median.ts';
import { observeRun } from '../observe-run.ts';
import { withRatio } from '../row.ts';
import { measureMinimum } from './measure-minimum.ts';
import { measureRun, type MeasuredRun } from './measure-run.ts';
import { measureTakeover } from './measure-takeover.ts';

const { values } = parseArgs({
  options: {
    /** How many people each throughput is measured with. */
    people: { type: 'string', default: '100' },
    /** The numbers of people in the queue, in which the growth is measured. */
    sizes: { type: 'string', default: '100,1000' },
    /** How many of them are offboarded then. */
    wanted: { type: 'string', default: '100' },
  },
});
const describeRun = observeRun();
const people = Number(values.people);
const sizes = values.sizes.split(',').map(Number);

// Ends Postgres and the other processes as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await using postgres = await startPostgres({ isDurable: true });

const perSecond = (value: number): string => value.toFixed(1);
const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

const inFolder = async <TResult>(work: (folder: string) => Promise<TResult>): Promise<TResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-access-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// A table takes minutes.
const measuring = (what: string) => process.stderr.write(`${what}\n`);

const throughput = async (): Promise<string> => {
  const minimum = await measureMinimum(people);
  const rows: string[][] = [];
  const bases: Record<string, number> = {};
  const add = (what: string, name: string, run: MeasuredRun) => {
    measuring(`${what}, ${name}: ${perSecond(run.peoplePerSecond)} people a second`);
    bases[name] ??= run.peoplePerSecond;
    rows.push([
      `${what}, ${name}`,
      withRatio(perSecond(run.peoplePerSecond), run.peoplePerSecond / bases[name]),
      withRatio(run.requestsPerPerson.toFixed(1), run.requestsPerPerson / minimum.requests),
      megabytes(run.workerMemory),
    ]);
  };
  for (const [name, faults] of [
    ['no faults', 0],
    ['30 % faults', 0.3],
  ] as const) {
    for (const workers of [1, 2, 4])
      add(
        `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
        name,
        await measureRun(await createDatabase(postgres.url), { people, workers, faults }),
      );
    const embedded = await inFolder((folder) => measureRun({ folder }, { people, workers: 1, faults }));
    add('PGlite, one process', name, embedded);
  }
  rows.push([
    'what the plans need',
    '',
    `${minimum.requests.toFixed(1)}, of them ${minimum.changes.toFixed(1)} changes`,
    '',
  ]);
  return markdownTable(['', 'people a second', 'requests a person', 'resident set of a worker'], rows);
};

const growth = async (): Promise<string> => {
  const runs: MeasuredRun[] = [];
  for (const size of sizes) {
    measuring(`${size} people in the queue`);
    runs.push(
      await measureRun(await createDatabase(postgres.url), {
        people: size,
        workers: 2,
        faults: 0,
        wanted: Number(values.wanted),
      }),
    );
  }
  const [smallest] = runs;
  const row = (what: string, value: (run: MeasuredRun) => number, show: (value: number) => string) => [
    what,
    ...runs.map((run) => withRatio(show(value(run)), value(run) / (smallest ? value(smallest) : Number.NaN))),
  ];
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return markdownTable(
    ['', ...sizes.map((size) => `${size.toLocaleString('en')} people`)],
    [
      row('add a person', (run) => run.addPerPerson, milliseconds),
      row('status', (run) => run.status, milliseconds),
      row(`people a second, of the first ${values.wanted}`, (run) => run.peoplePerSecond, perSecond),
      row(
        'requests a person',
        (run) => run.requestsPerPerson,
        (value) => value.toFixed(1),
      ),
      row('resident set of a worker', (run) => run.workerMemory, megabytes),
    ],
  );
};

const takeover = async (): Promise<string> => {
  const times = await measureTakeover(() => createDatabase(postgres.url), 3);
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return markdownTable(
    ['', 'median', 'longest', 'kills'],
    [
      [
        'from a kill until everything continues',
        seconds(median(times)),
        seconds(Math.max(...times)),
        `${times.length}`,
      ],
    ],
  );
};

const tables = [await throughput(), await takeover(), await growth()];
console.log(`${describeRun({})}\n\n${tables.join('\n\n')}`);
