/** Serves a subject, and reports its cost. */
import type { HardenOptions } from '@org/seam-server';
import type * as SeamExpress from '@org/seam-express';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Subject } from '../subjects.ts';
import { respondToParent } from './respond-to-parent.ts';
import { apps, type Surroundings } from './apps.ts';
import { load } from './load.ts';
import { reportMemory } from './report-memory.ts';

export interface SubjectSetup extends Surroundings {
  readonly subject: Subject;
  /** The limits of `hardenServer`; without them it is not called. */
  readonly harden?: HardenOptions;
}

export interface Delay {
  readonly p99: number;
  readonly max: number;
}

const { subject, harden, ...surroundings } = JSON.parse(process.argv[2] ?? '') as SubjectSetup;
const server = createServer(await apps[subject](surroundings));
if (harden) {
  const { hardenServer } = (await load(surroundings.project, '@org/seam-express')) as typeof SeamExpress;
  hardenServer(server, harden);
}
const delays = monitorEventLoopDelay({ resolution: 10 });
/** The delay of the event loop since the last call, in milliseconds. */
const tellDelay = (): Delay => {
  const found = { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
  delays.enable();
  delays.reset();
  return found;
};
const resources = () => process.getActiveResourcesInfo().length;
respondToParent(server, { cpu: () => process.cpuUsage(), delay: tellDelay, memory: reportMemory, resources });
