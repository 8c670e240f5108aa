import { median } from '../median.ts';
import { count, type Row } from '../row.ts';
import type { Projects } from './install-fakes.ts';
import { runScript } from './run-script.ts';
import { load, printAndExit } from './scripts.ts';
import type { Subject } from './subjects.ts';

const rounds = 7;

/** Prints the calls per second through the client and of the handlers. */
export const callScript = `
  ${load['@org/seam-testing']}
  const fake = createFakeSeam();
  const [{ device_id }] = [...fake.state.devices];
  const rate = async (count, call) => {
    for (let index = 0; index < count / 2; index += 1) await call();
    const start = performance.now();
    for (let index = 0; index < count; index += 1) await call();
    return count / (performance.now() - start) * 1000;
  };
  const client = await rate(8_000, () => fake.seam.devices.get({ device_id }));
  const handlers = await rate(200_000, () => fake.handlers.devices.get({ device_id }));
  ${printAndExit('{ client, handlers }')}
`;

/** Sequential calls per second of our fake without a socket, which the vendor's fake does not support. */
export const measureCalls = (projects: Projects): Row<Subject>[] => {
  const measured = Array.from(
    { length: rounds },
    () => runScript(callScript, projects['@org/seam-testing']) as { client: number; handlers: number },
  );
  const toRow = (what: string, kind: 'client' | 'handlers'): Row<Subject> => ({
    what,
    cells: { '@org/seam-testing': count(median(measured.map((round) => round[kind]))) },
  });
  return [
    toRow('calls a second in process, through the client', 'client'),
    toRow('calls a second in process, handlers', 'handlers'),
  ];
};
