import { budgets } from './budgets.ts';
import type { Projects } from './install-packages.ts';
import { interleave } from './interleave.ts';
import { median, ratioOf } from './median.ts';
import { withRatio, type Row } from './row.ts';
import { run } from './run.ts';
import { packages } from './subjects.ts';

const rounds = 61;

const script = (name: string) => `
  const start = performance.now();
  await import('${name}');
  console.log(performance.now() - start);
`;

/** The duration of `await import(…)` in a fresh process, without the start of the process. */
export const measureImports = (projects: Projects): Row => {
  const measured = interleave(packages, rounds, (name) =>
    Number(run(process.execPath, ['--input-type=module', '--eval', script(name)], projects[name])),
  );
  const ratio = (name: (typeof packages)[number]) => ratioOf(measured[name], measured.ky);
  const cells = Object.fromEntries(
    packages.map((name) => [name, withRatio(`${median(measured[name]).toFixed(1)} ms`, ratio(name))]),
  );
  return { what: 'import, wall', cells, budget: budgets.importTime, found: ratio('@org/seam-core') };
};
