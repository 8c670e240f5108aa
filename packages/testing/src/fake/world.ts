import type { AnyEndpoint } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { HandlerContext } from '@org/seam-server';
import type { Assumptions } from './assumptions.ts';
import type { Caller } from './caller.ts';
import { Clock } from './clock.ts';
import { Ids } from './ids.ts';
import type { JobArgs, JobName } from './job-args.ts';
import { latestMoment } from './moment.ts';
import { ProviderFailures } from './provider-failures.ts';
import { Random } from './random.ts';
import { type Job, JobQueue } from './scheduler.ts';
import { State } from './state.ts';

/** A job to run now or later. */
type Plan = { [K in JobName]: { readonly name: K; readonly args: JobArgs[K] } }[JobName];

interface WorldOptions {
  readonly now: Date | string;
  readonly endpoint: string;
  readonly assumptions: Assumptions;
  readonly jobs: Jobs;
  /** The seed of the random numbers. */
  readonly randomSeed: number;
}

/** One isolated fake: its state, clock, ids and random numbers. */
export class World {
  readonly state = new State();
  readonly ids = new Ids();
  readonly failures = new ProviderFailures();
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly random: Random;
  readonly assumptions: Assumptions;
  /** The base of the URLs in responses. */
  readonly endpoint: string;
  /** The access methods whose codes and credentials are being requested now. They are settled afterwards. */
  readonly provisioning = new Set<string>();
  /** Called with the id of a request whose response had failed when it is applied after all. */
  onLateEffect: (request_id: string) => void = () => {};
  readonly #jobs: Jobs;

  constructor({ now, endpoint, assumptions, jobs, randomSeed }: WorldOptions) {
    this.#jobs = jobs;
    this.queue = new JobQueue((job) => this.#run(job));
    this.clock = new Clock(now, this.queue);
    this.random = new Random(randomSeed);
    this.assumptions = assumptions;
    this.endpoint = endpoint;
  }

  /** Schedules a job in `ms` milliseconds; with 0 it runs before the next response. */
  schedule(ms: number, plan: Plan): void {
    this.queue.add({ due: this.clock.now().getTime() + ms, ...plan });
  }

  /** Schedules a job at a time; if that is past, it runs before the next response. */
  scheduleAt(moment: string, plan: Plan): void {
    const due = Date.parse(moment);
    // The queue is sorted: an invalid time would block all later jobs.
    if (Number.isNaN(due))
      throw new RangeError(`${plan.name} cannot be scheduled for ${describeValue(moment)}: invalid date.`);
    this.queue.add({ due, ...plan });
  }

  /** Like `schedule`, but with 0 the job runs immediately. */
  after(ms: number, plan: Plan): void {
    if (ms > 0) this.schedule(ms, plan);
    else this.#run(plan);
  }

  /**
   * Runs a job that follows from a change at a provider when Seam finds the change: after `provider_sync_ms`, or with the
   * next sync of the account. While the account is disconnected, Seam finds nothing.
   */
  discover(connected_account_id: string, plan: Plan): void {
    const ms = this.assumptions.provider_sync_ms;
    const job = { due: this.clock.now().getTime() + ms, ...plan, connected_account_id };
    if (ms > 0) this.queue.add(job);
    else this.#run(job);
  }

  /** Finds the changes at the provider of an account that were not found yet: all of them, also when one fails. */
  syncAccount(connected_account_id: string): void {
    const errors: unknown[] = [];
    for (const job of this.queue.takeOfAccount(connected_account_id))
      try {
        this.#run(job);
      } catch (error) {
        errors.push(error);
      }
    if (errors.length > 0) throw errors[0];
  }

  #isDisconnected(connected_account_id: string): boolean {
    const { errors = [] } = this.state.connectedAccounts.get(connected_account_id) ?? {};
    return errors.some(({ error_code }) => error_code === 'account_disconnected');
  }

  #run({ name, args, connected_account_id }: Plan & Pick<Job, 'connected_account_id'>): void {
    if (connected_account_id !== undefined && this.#isDisconnected(connected_account_id)) {
      // Only a sync after the reconnection finds it.
      this.queue.add({ due: latestMoment + 1, name, args, connected_account_id } as Job);
      return;
    }
    (this.#jobs[name] as (world: World, args: unknown) => void)(this, args);
  }
}

/** The context of a request: the fake, and the caller with its workspace. */
export interface WorldContext extends HandlerContext, Caller {
  readonly world: World;
  readonly endpoint: AnyEndpoint;
}

/** The function of each kind of job. */
export type Jobs = { readonly [K in keyof JobArgs]: (world: World, args: JobArgs[K]) => void };
