import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Resident } from './building.ts';

/** A request of a worker, as the process of the fake saw it. Times are milliseconds since the epoch. */
export interface LoggedCall {
  readonly worker: string;
  readonly path: string;
  readonly user_identity_id: string | undefined;
  /** The access system of what the call is about; `none` without one, and for reads of the whole person. */
  readonly system: string;
  /** The ids in its parameters. */
  readonly ids: readonly string[];
  readonly isRead: boolean;
  readonly began: number;
  /** When its response was sent or its connection ended. */
  ended: number;
}

/** The headers with the name of the worker and the body of its request. */
export const workerHeader = 'x-test-worker';
export const bodyHeader = 'x-test-body';

const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const readPattern = /\/(get|list|list_\w+|get_related)$/;

/** Records every request to the servers of this process. */
export class CallLog implements Disposable {
  readonly calls: LoggedCall[] = [];
  readonly #owners = new Map<string, { readonly user_identity_id: string; readonly system: string }>();
  /** Called with the next request. */
  readonly #waiting = new Set<() => void>();

  constructor(residents: readonly Resident[]) {
    for (const { user_identity_id, systems } of residents)
      for (const [id, system] of Object.entries(systems)) this.#owners.set(id, { user_identity_id, system });
    subscribe('http.server.request.start', this.#record);
  }

  readonly #record = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const worker = request.headers[workerHeader];
    if (typeof worker !== 'string') return;
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const body = String(request.headers[bodyHeader] ?? '');
    const ids = `${search} ${body}`.match(idPattern) ?? [];
    const owners = ids.flatMap((id) => this.#owners.get(id) ?? []);
    const call: LoggedCall = {
      worker,
      path: pathname,
      user_identity_id: owners[0]?.user_identity_id,
      system: owners.find(({ system }) => system !== 'none')?.system ?? 'none',
      ids,
      isRead: readPattern.test(pathname),
      began: Date.now(),
      ended: Number.POSITIVE_INFINITY,
    };
    this.calls.push(call);
    response.once('close', () => {
      call.ended = Date.now();
    });
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  };

  /** Resolves when a condition is true. It is checked with each request. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** The requests of a worker that have no response yet. */
  inProgress(name: string): readonly LoggedCall[] {
    const now = Date.now();
    return this.calls.filter(({ worker, ended }) => worker === name && ended > now);
  }

  [Symbol.dispose](): void {
    unsubscribe('http.server.request.start', this.#record);
  }
}
