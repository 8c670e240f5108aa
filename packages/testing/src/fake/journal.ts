import { isDeepStrictEqual } from 'node:util';
import { checkPath } from './endpoint-paths.ts';
import { type CallFilter, checkFilter, holds, isExpectedValue, type JournalCall } from './journal-call.ts';

/** Limit for the parameters of all kept requests, in characters of JSON. */
const sizeLimit = 32 * 1_048_576;

const sizeOf = ({ endpoint, params }: JournalCall): number => endpoint.length + JSON.stringify(params).length;

const show = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/**
 * Every request that the fake received, and every call of `fake.handlers`, the latest last. Beyond `limit`, or when the parameters take too much memory, the
 * oldest are deleted.
 */
export class Journal {
  #calls: JournalCall[] = [];
  /** The size of each request. */
  #sizes: number[] = [];
  #size = 0;
  #latest = new Map<string, JournalCall>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get calls(): readonly JournalCall[] {
    return this.#calls;
  }

  /**
   * The requests to an endpoint that match the filter.
   * @throws SeamConfigError when the filter is invalid, or names an endpoint or a parameter that Seam does not have and no
   * request named either
   */
  find(endpoint: string, filter: CallFilter = {}): JournalCall[] {
    const calls = this.#calls.filter((call) => call.endpoint === endpoint);
    checkFilter(endpoint, filter, calls);
    if (calls.length === 0) checkPath('journal: the endpoint', endpoint);
    return calls.filter((call) => holds(call, filter));
  }

  /** The latest matching request. */
  last(endpoint: string, filter: CallFilter = {}): JournalCall | undefined {
    return this.find(endpoint, filter).at(-1);
  }

  /** Whether there was a matching request; if not, a text that shows how the others differ. */
  explain(endpoint: string, filter: CallFilter = {}): { readonly found: boolean; readonly text: string } {
    const found = this.find(endpoint, filter);
    const expected = `${endpoint} ${show(filter)}`;
    if (found.length > 0) return { found: true, text: `${expected} was called ${found.length} times` };
    const others = this.#calls.filter((call) => call.endpoint === endpoint);
    if (others.length > 0)
      return {
        found: false,
        text: [
          `${expected} was not called. The endpoint was called ${others.length} times, with:`,
          ...others.slice(-5).map((call) => this.#difference(call, filter)),
        ].join('\n'),
      };
    const called = [...new Set(this.#calls.map((call) => call.endpoint))];
    return {
      found: false,
      text: [
        `${expected} was not called.`,
        called.length === 0
          ? 'The fake received no requests.'
          : `Endpoints that were called: ${called.join(', ')}`,
      ].join(' '),
    };
  }

  clear(): void {
    this.#keep(0);
  }

  /** The number of the attempt: 1, or more for a retry. */
  attemptOf(endpoint: string, params: JournalCall['params']): number {
    const last = this.#latest.get(endpoint);
    const isRepeated =
      last !== undefined &&
      (last.status === null || last.status >= 400) &&
      isDeepStrictEqual(last.params, params);
    return isRepeated ? last.attempt + 1 : 1;
  }

  add(call: JournalCall): void {
    const size = sizeOf(call);
    this.#calls.push(call);
    this.#sizes.push(size);
    this.#size += size;
    this.#latest.set(call.endpoint, call);
    // Deleting one by one would copy the whole journal at each request.
    if (this.#calls.length > 2 * this.#limit) this.#keep(this.#limit);
    if (this.#size > 2 * sizeLimit) this.#keep(this.#fitting());
  }

  /** Records that the caller did not receive the response to a request. */
  lose(request_id: string): void {
    this.#change(request_id, { status: null });
  }

  /** Records that a request whose response had failed was applied later. */
  apply(request_id: string): void {
    this.#change(request_id, { applied: true });
  }

  #change(request_id: string, changes: Pick<Partial<JournalCall>, 'applied' | 'status'>): void {
    const index = this.#calls.findLastIndex((call) => call.request_id === request_id);
    const call = this.#calls[index];
    if (!call) return;
    const changed = { ...call, ...changes };
    this.#calls[index] = changed;
    if (this.#latest.get(call.endpoint) === call) this.#latest.set(call.endpoint, changed);
  }

  /** How many of the latest requests fit the size limit. */
  #fitting(): number {
    let size = 0;
    return this.#sizes.length - 1 - this.#sizes.findLastIndex((each) => (size += each) > sizeLimit);
  }

  /** Deletes all but the latest requests. */
  #keep(count: number): void {
    const first = this.#calls.length - count;
    this.#calls = this.#calls.slice(first);
    this.#sizes = this.#sizes.slice(first);
    this.#size = this.#sizes.reduce((sum, size) => sum + size, 0);
    this.#latest = new Map(this.#calls.map((call) => [call.endpoint, call]));
  }

  #difference(call: JournalCall, { params = {}, ...facts }: CallFilter): string {
    const names = [...new Set([...Object.keys(params), ...Object.keys(call.params)])];
    const lines = names.map((name) => {
      const isExpected = Object.hasOwn(params, name);
      if (!isExpected || isExpectedValue(params[name], call.params[name]))
        return `    ${name}: ${show(call.params[name])}`;
      return `  - ${name}: ${show(params[name])}\n  + ${name}: ${show(call.params[name])}`;
    });
    const others = (Object.keys(facts) as (keyof typeof facts)[])
      .filter((name) => facts[name] !== undefined && facts[name] !== call[name])
      .map((name) => `  - ${name}: ${show(facts[name])}\n  + ${name}: ${show(call[name])}`);
    return [`  at ${call.at}, status ${show(call.status)}`, ...lines, ...others].join('\n');
  }
}
