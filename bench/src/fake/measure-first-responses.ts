import { interleave } from '../interleave.ts';
import { median, ratioOf } from '../median.ts';
import { withRatio, type Row } from '../row.ts';
import { budgets } from './budgets.ts';
import type { Projects } from './install-fakes.ts';
import { runScript } from './run-script.ts';
import { load, printAndExit, serve } from './scripts.ts';
import { fakes, type Fake, type Subject } from './subjects.ts';

const rounds = 15;

const [our, their] = fakes;

/** Prints the time to the first response in process, in milliseconds. */
export const inProcess = `
  const start = performance.now();
  ${load[our]}
  const fake = createFakeSeam();
  if ((await fake.seam.devices.list()).length === 0) throw new Error('the list is empty');
  ${printAndExit('performance.now() - start')}
`;

/** Prints the time to the first response over HTTP, in milliseconds. */
export const overHttp = (name: Fake) => `
  const start = performance.now();
  ${serve(name, '/devices/list')}
  ${printAndExit('performance.now() - start')}
`;

/** The time from the import to the first response of a seeded fake, without the start of the process. */
export const measureFirstResponses = (projects: Projects): Row<Subject>[] => {
  const measured = interleave(['in process', ...fakes] as const, rounds, (name) =>
    name === 'in process'
      ? (runScript(inProcess, projects[our]) as number)
      : (runScript(overHttp(name), projects[name]) as number),
  );
  const cell = (name: keyof typeof measured) =>
    withRatio(`${median(measured[name]).toFixed(0)} ms`, ratioOf(measured[name], measured[their]));
  return [
    {
      what: 'first response, in process',
      cells: { [our]: cell('in process') },
      found: median(measured['in process']),
      budget: budgets.firstAnswer,
    },
    { what: 'first response, over HTTP', cells: { [our]: cell(our), [their]: cell(their) } },
  ];
};
