import { join } from 'node:path';
import { interleave } from '../interleave.ts';
import { median } from '../median.ts';
import { count, type Row, withRatio } from '../row.ts';
import { budgets } from './budgets.ts';
import { installOurs } from './install-fakes.ts';
import { callScript } from './measure-calls.ts';
import { inProcess, overHttp } from './measure-first-responses.ts';
import { growthScript } from './measure-growth.ts';
import { fillScripts, type Memory } from './measure-memory.ts';
import { runThroughput, serveFake } from './measure-throughput.ts';
import { runScript } from './run-script.ts';
import type { Path } from './scripts.ts';

/** The two builds of the fake, by the names of the columns. */
export const builds = ['the other build', 'this build'] as const;

type Build = (typeof builds)[number];

const fake = '@org/seam-testing';

/** A measurement of one build: its values by the rest of their line's title. */
interface Measure {
  readonly what: string;
  readonly rounds: number;
  readonly run: (project: string) => Readonly<Record<string, number>>;
}

const units: readonly (readonly [pattern: RegExp, show: (value: number) => string])[] = [
  [/a second/, count],
  [/heap|resident/, (value) => `${(value / 1_000_000).toFixed(1)} MB`],
  [/µs/, (value) => `${value.toFixed(1)} µs`],
  [/./, (value) => `${value.toFixed(1)} ms`],
];

const showOf = (title: string) => units.find(([pattern]) => pattern.test(title))?.[1] ?? count;

const throughput = (path: Path): Measure => ({
  what: path,
  rounds: 7,
  run: (project) => {
    const { rate, cpu } = runThroughput(serveFake(fake, path), project);
    return { 'requests a second': rate, 'CPU of the server, µs': cpu };
  },
});

const fill = (what: string, script: string): Measure => ({
  what,
  rounds: 7,
  run: (project) => {
    const { ms, heap, rss } = runScript(script, project, ['--expose-gc']) as Memory;
    return { 'time to make': ms, heap, 'resident set': rss };
  },
});

const identities = 1_000;

const measures: readonly Measure[] = [
  {
    what: 'first response',
    rounds: 15,
    run: (project) => ({
      'in process': runScript(inProcess, project) as number,
      'over HTTP': runScript(overHttp(fake), project) as number,
    }),
  },
  throughput('/devices/get'),
  throughput('/devices/list'),
  {
    what: 'calls a second in process',
    rounds: 9,
    run: (project) => {
      const { client, handlers } = runScript(callScript, project) as Record<'client' | 'handlers', number>;
      return { 'through the client': client, handlers };
    },
  },
  fill('10,000 people', fillScripts[fake]),
  fill("seed 'large'", fillScripts.large),
  {
    what: `${count(identities)} identities, µs`,
    rounds: 7,
    run: (project) => {
      const times = runScript(growthScript(identities), project) as Record<string, number[]>;
      return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
    },
  },
];

const isRate = (title: string): boolean => title.includes('a second');

/** The best round: other processes of the machine only make a round slower. */
const best = (title: string, values: readonly number[]): number =>
  isRate(title) ? Math.max(...values) : Math.min(...values);

/**
 * Measures this build and another one, in alternating rounds of new processes. The ratios are those of the cost: fewer calls a
 * second cost more.
 *
 * @param against the folder packages/testing of another checkout that is built
 * @param folder a folder for the projects
 */
export const compareBuilds = (against: string, folder: string): Row<Build>[] => {
  const projects: Record<Build, string> = {
    'the other build': join(folder, 'other'),
    'this build': join(folder, 'this'),
  };
  installOurs(projects['the other build'], join(against, '..'));
  installOurs(projects['this build']);
  return measures.flatMap(({ what, rounds, run }) => {
    // A comparison takes minutes.
    console.error(`measuring: ${what}`);
    const measured = interleave(builds, rounds, (build) => run(projects[build]));
    return Object.keys(measured['this build'][0] ?? {}).map((name) => {
      const title = `${what}, ${name}`;
      const [theirs = Number.NaN, ours = Number.NaN] = builds.map((build) =>
        best(
          title,
          measured[build].map((round) => round[name] ?? Number.NaN),
        ),
      );
      const show = showOf(title);
      const found = isRate(title) ? theirs / ours : ours / theirs;
      const cells = { 'the other build': show(theirs), 'this build': withRatio(show(ours), found) };
      return { what: title, cells, found, budget: budgets.change };
    });
  });
};
