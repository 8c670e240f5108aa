import type { AnyEndpoint } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { HandlerContext } from '@org/seam-server';
import type { Assumptions } from './assumptions.ts';
import { Clock } from './clock.ts';
import { Ids } from './ids.ts';
import type { JobArgs, JobName } from './job-args.ts';
import { ProviderFailures } from './provider-failures.ts';
import { Random } from './random.ts';
import { JobQueue } from './scheduler.ts';
import { State } from './state.ts';

/** What is to be done later, or at once. */
type Plan = { [K in JobName]: { readonly name: K; readonly args: JobArgs[K] } }[JobName];

interface WorldOptions {
  readonly now: Date | string;
  readonly endpoint: string;
  readonly assumptions: Assumptions;
  readonly jobs: Jobs;
  /** What chance begins with. */
  readonly randomSeed: number;
}

/** One isolated Seam: what it remembers, its time, its ids and its chance. */
export class World {
  readonly state = new State();
  readonly ids = new Ids();
  readonly failures = new ProviderFailures();
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly random: Random;
  readonly assumptions: Assumptions;
  /** The base of the URLs it hands out. */
  readonly endpoint: string;
  readonly #jobs: Jobs;

  constructor({ now, endpoint, assumptions, jobs, randomSeed }: WorldOptions) {
    this.#jobs = jobs;
    this.queue = new JobQueue((job) => this.#run(job));
    this.clock = new Clock(now, this.queue);
    this.random = new Random(randomSeed);
    this.assumptions = assumptions;
    this.endpoint = endpoint;
  }

  /** Plans something for so many milliseconds from now: with 0, for before the next call is answered. */
  schedule(ms: number, plan: Plan): void {
    this.queue.add({ due: this.clock.now().getTime() + ms, ...plan });
  }

  /** Plans something for a moment; if it has passed, for before the next call is answered. */
  scheduleAt(moment: string, plan: Plan): void {
    const due = Date.parse(moment);
    // The queue is sorted: what is due at no moment would keep back everything after it.
    if (Number.isNaN(due))
      throw new RangeError(`${plan.name} cannot be planned for ${describeValue(moment)}: it is no moment.`);
    this.queue.add({ due, ...plan });
  }

  /** The same as `schedule`, but with 0 it is done here and now. */
  after(ms: number, plan: Plan): void {
    if (ms > 0) this.schedule(ms, plan);
    else this.#run(plan);
  }

  #run({ name, args }: Plan): void {
    (this.#jobs[name] as (world: World, args: unknown) => void)(this, args);
  }
}

/** By which kind of credential a caller is known. */
export type CredentialKind = 'api_key' | 'personal_access_token' | 'client_session' | 'publishable_key';

/** What a handler knows about a call besides its parameters: the world, and the workspace the caller acts on. */
export interface WorldContext extends HandlerContext {
  readonly world: World;
  readonly workspace_id: string;
  readonly endpoint: AnyEndpoint;
  readonly credential: CredentialKind;
  /** The verb it was called with; absent when it was called as a function. */
  readonly verb?: string | undefined;
  /** The client session, if that is the credential. */
  readonly client_session_id?: string | undefined;
  /** Whose client session it is about, if a header says so. */
  readonly user_identifier_key?: string | undefined;
  /** Whether the caller's credential reaches every workspace. */
  readonly allWorkspaces?: boolean | undefined;
}

/** What each kind of job does when its time has come. */
export type Jobs = { readonly [K in keyof JobArgs]: (world: World, args: JobArgs[K]) => void };
