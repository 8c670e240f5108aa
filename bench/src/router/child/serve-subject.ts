/** Serves a subject, and tells what it costs. */
import type { HardenOptions } from '@org/seam-server';
import type * as SeamExpress from '@org/seam-express';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Subject } from '../subjects.ts';
import { answerParent } from './answer-parent.ts';
import { apps, type Surroundings } from './apps.ts';
import { load } from './load.ts';
import { tellMemory } from './tell-memory.ts';

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
/** How late the event loop was since it was last asked, in milliseconds. */
const tellDelay = (): Delay => {
  const found = { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
  delays.enable();
  delays.reset();
  return found;
};
const resources = () => process.getActiveResourcesInfo().length;
answerParent(server, { cpu: () => process.cpuUsage(), delay: tellDelay, memory: tellMemory, resources });
