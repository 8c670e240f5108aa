import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { AccessError } from '../access-error.ts';

/** Why a worker stops working on a job that it has not finished. */
export type LeaseEnd =
  /** The time ran out, or another worker has the job: nothing may be sent or written. */
  | 'lost'
  /** The queue is paused: the job is put back. */
  | 'paused'
  /** This process is stopping: the job is put back. */
  | 'stopped'
  /** Cancelling was requested: what is left of the job is not sent. */
  | 'cancelled'
  /** The person was added again since the last read began: the job is put back, and reads once more. */
  | 'added_again';

/** Thrown where a worker would send or write without its lease. It is no failure of the run. */
export class LeaseError extends AccessError {
  readonly end: LeaseEnd;

  constructor(end: LeaseEnd) {
    super('run_taken_over', `This worker does not carry the run on: ${end}.`);
    this.end = end;
  }
}

/** Where the fetch of Node publishes right before it writes a request to a socket. */
const requestWrites = 'undici:client:sendHeaders';

const held = new Set<Lease>();

/**
 * Ends the leases whose time has passed. A process can be stopped between the check before an attempt and the write, for
 * example while the connection is opened: an abort at this point keeps the request from the socket.
 */
const checkHeld = (): void => {
  for (const lease of held) void lease.ended;
};

/**
 * The right of this process to work on a job, until a deadline of its own clocks. It is renewed with the heartbeat of the
 * job, and ends well before another worker may take the job over.
 */
export class Lease {
  readonly #controller = new AbortController();
  /** By the monotonic clock, which does not follow corrections of the time. */
  #deadline = 0;
  /** By the wall clock: the monotonic one stands still while the machine is suspended. */
  #wallDeadline = 0;
  #end: LeaseEnd | undefined;
  #isWinding = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #calls = new Set<Promise<unknown>>();

  constructor(since: LeaseTime) {
    this.#extend(since);
    if (held.size === 0) subscribe(requestWrites, checkHeld);
    held.add(this);
  }

  /**
   * Renews the lease from when the heartbeat was sent. A lease that has ended stays so, and a late response to an earlier
   * heartbeat does not shorten it.
   */
  renew(since: LeaseTime): void {
    if (this.ended === undefined && since.monotonic + leaseTime >= this.#deadline) this.#extend(since);
  }

  #extend(since: LeaseTime): void {
    this.#deadline = since.monotonic + leaseTime;
    this.#wallDeadline = since.wall + leaseTime;
    this.#watch();
  }

  /** Ends the lease when its time has passed: a heartbeat may wait for a database that does not respond. */
  #watch(): void {
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#deadline - performance.now());
    this.#timer = setTimeout(() => {
      if (this.ended === undefined) this.#watch();
    }, left).unref();
  }

  /** Ends the lease, and aborts the requests in progress. Call it when the work is done, too. */
  end(reason: LeaseEnd): void {
    this.#end ??= reason;
    clearTimeout(this.#timer);
    if (held.delete(this) && held.size === 0) unsubscribe(requestWrites, checkHeld);
    this.#controller.abort(new LeaseError(this.#end));
  }

  /** Lets the request in progress and its record finish, and sends no further one. */
  pause(): void {
    this.#isWinding = true;
  }

  /** Why the lease has ended; `undefined` while it is held. */
  get ended(): LeaseEnd | undefined {
    if (this.#end === undefined && (performance.now() >= this.#deadline || Date.now() >= this.#wallDeadline))
      this.end('lost');
    return this.#end;
  }

  /** @throws LeaseError when nothing may be written */
  checkWrite(): void {
    const { ended } = this;
    if (ended !== undefined) throw new LeaseError(ended);
  }

  /** @throws LeaseError when nothing may be sent */
  checkSend(): void {
    this.checkWrite();
    if (this.#isWinding) throw new LeaseError('paused');
  }

  /** Counts a call as in progress until it has ended. */
  async track<TResult>(call: Promise<TResult>): Promise<TResult> {
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  /**
   * Resolves when no call is in progress. A failed read does not wait for those beside it, and none of them may be left when
   * another worker has the job.
   */
  async idle(): Promise<void> {
    while (this.#calls.size > 0) await Promise.allSettled(this.#calls);
  }

  /** Aborts when the lease ends. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
}

/** A moment, by both clocks. */
export interface LeaseTime {
  readonly monotonic: number;
  readonly wall: number;
}

export const leaseNow = (): LeaseTime => ({ monotonic: performance.now(), wall: Date.now() });

/** How long a job without a heartbeat stays with its worker, in seconds: the shortest that pg-boss allows. */
export const heartbeatSeconds = 10;

/** How long a lease lasts without a heartbeat, in milliseconds. The rest of the heartbeat time is for clocks that differ. */
const leaseTime = 7000;

/** The job under which a worker writes: the fence is that the job still belongs to this attempt. */
export interface Claim {
  readonly id: string;
  /** Grows each time that a worker takes the job over. */
  readonly retryCount: number;
}

/** What a worker needs in order to write: its claim in the database, and its lease in this process. */
export interface Fence {
  readonly claim: Claim;
  readonly lease: Lease;
}
