import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { budgets } from './budgets.ts';
import type { Cost } from './child/measure-requests.ts';
import type { Projects } from './install-packages.ts';
import { interleave } from './interleave.ts';
import { median, ratioOf } from './median.ts';
import { withRatio, type Row } from './row.ts';
import { run } from './run.ts';
import { subjects } from './subjects.ts';

type Costs = Record<1 | 32, Cost>;

const rounds = 15;
const child = (name: string) => join(import.meta.dirname, 'child', name);

/** Core without capturing the line of each call, which `--stack-trace-limit=0` disables. */
const withoutStacks = 'without stacks';

const measure = (projects: Projects, endpoint: string) =>
  interleave([...subjects, withoutStacks], rounds, (measured) => {
    const name = measured === withoutStacks ? '@org/seam-core' : measured;
    const flags = measured === withoutStacks ? ['--stack-trace-limit=0'] : [];
    const project = name === 'fetch' ? [] : [projects[name]];
    const args = [...flags, child('measure-requests.ts'), name, endpoint, ...project];
    return JSON.parse(run(process.execPath, args, import.meta.dirname)) as Costs;
  });

/** The cost of a request with 1 and with 32 in flight. Each round has a fresh process; the server runs in another one. */
export const measureRequests = async (projects: Projects): Promise<Row[]> => {
  const server = spawn(process.execPath, [child('serve.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = (await once(server.stdout, 'data')) as [Buffer];
    const measured = measure(projects, url.toString().trim());

    const comparing = (inFlight: 1 | 32, kind: keyof Cost) => {
      const of = (name: keyof typeof measured) => measured[name].map((costs) => costs[inFlight][kind]);
      const ratio = (name: keyof typeof measured) => ratioOf(of(name), of('ky'));
      const cell = (name: keyof typeof measured) =>
        withRatio(`${median(of(name)).toFixed(0)} µs`, ratio(name));
      return { ratio, cell };
    };
    const toRow = (inFlight: 1 | 32, kind: keyof Cost): Row & { found: number } => {
      const { ratio, cell } = comparing(inFlight, kind);
      const cells = Object.fromEntries(subjects.map((name) => [name, cell(name)]));
      const what = `request, ${kind === 'cpu' ? 'CPU' : 'wall'}, ${inFlight} in flight`;
      return { what, cells, found: ratio('@org/seam-core') };
    };
    return [
      toRow(1, 'cpu'),
      toRow(1, 'wall'),
      { ...toRow(32, 'cpu'), budget: budgets.cpuAt32 },
      {
        what: 'request, CPU, 32 in flight, without stack traces',
        cells: { '@org/seam-core': comparing(32, 'cpu').cell(withoutStacks) },
      },
      toRow(32, 'wall'),
    ];
  } finally {
    server.kill();
  }
};
