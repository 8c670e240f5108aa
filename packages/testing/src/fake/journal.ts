import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { isDeepStrictEqual } from 'node:util';
import type { CredentialKind } from './world.ts';

/** One call that reached the fake. */
export interface JournalCall {
  /** The path, such as `/user_identities/delete`; also of a path that Seam does not have. */
  readonly endpoint: string;
  readonly verb: string;
  /** The parameters as the handler got them, or would have; empty when they were not valid. */
  readonly params: Readonly<Record<string, unknown>>;
  /** How the caller was known; absent when it was not. */
  readonly credential?: CredentialKind | undefined;
  /** 1, or more when the calls right before it asked for the same and were not answered with success. */
  readonly attempt: number;
  /** The status of the answer; `null` when the caller got none. */
  readonly status: number | null;
  /** Whether it changed what the fake remembers, also when the answer was lost. */
  readonly applied: boolean;
  /** What was done to the call on purpose. */
  readonly fault?: string | undefined;
  readonly request_id: string;
  /** When, on the fake's clock. */
  readonly at: string;
}

/** Which calls are meant. Parameters that are not named may be anything. */
export interface CallFilter {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly status?: number | null | undefined;
  readonly applied?: boolean | undefined;
  readonly credential?: CredentialKind | undefined;
}

const filterRules: OptionRules<CallFilter> = {
  params: rules.type('object'),
  status: {
    expected: 'a status, or null for none',
    accepts: (value) => value === null || Number.isInteger(value),
  },
  applied: rules.type('boolean'),
  credential: rules.type('string'),
};

/** How much the parameters of the calls that are kept may take, in characters of JSON. */
const sizeLimit = 32 * 1_048_576;

const sizeOf = ({ endpoint, params }: JournalCall): number => endpoint.length + JSON.stringify(params).length;

const holds = (call: JournalCall, { params = {}, ...facts }: CallFilter): boolean =>
  Object.entries(params).every(([name, value]) => isDeepStrictEqual(call.params[name], value)) &&
  (Object.keys(facts) as (keyof typeof facts)[]).every(
    (name) => facts[name] === undefined || facts[name] === call[name],
  );

const show = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/**
 * Every call that reached the fake, the latest last. The oldest are forgotten beyond `limit`, or when the parameters of all
 * take too much memory.
 */
export class Journal {
  #calls: JournalCall[] = [];
  /** The size of each call. */
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

  /** The calls of an endpoint, and of those the ones that the filter describes. */
  find(endpoint: string, filter: CallFilter = {}): JournalCall[] {
    checkOptions('journal filter', filter, filterRules);
    return this.#calls.filter((call) => call.endpoint === endpoint && holds(call, filter));
  }

  /** The latest of them. */
  last(endpoint: string, filter: CallFilter = {}): JournalCall | undefined {
    return this.find(endpoint, filter).at(-1);
  }

  /** Whether there was such a call; if not, a text that says how those that came differ. */
  explain(endpoint: string, filter: CallFilter = {}): { readonly found: boolean; readonly text: string } {
    const found = this.find(endpoint, filter);
    const wanted = `${endpoint} ${show(filter)}`;
    if (found.length > 0) return { found: true, text: `${wanted} was called ${found.length} times` };
    const others = this.#calls.filter((call) => call.endpoint === endpoint);
    if (others.length > 0)
      return {
        found: false,
        text: [
          `${wanted} was not called. The endpoint was called ${others.length} times, with:`,
          ...others.slice(-5).map((call) => this.#difference(call, filter)),
        ].join('\n'),
      };
    const called = [...new Set(this.#calls.map((call) => call.endpoint))];
    return {
      found: false,
      text: [
        `${wanted} was not called.`,
        called.length === 0 ? 'Nothing was.' : `What was called: ${called.join(', ')}`,
      ].join(' '),
    };
  }

  clear(): void {
    this.#keep(0);
  }

  /** Which attempt at the same thing a call is. */
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
    // Sweeping one by one would copy the whole journal at each call.
    if (this.#calls.length > 2 * this.#limit) this.#keep(this.#limit);
    if (this.#size > 2 * sizeLimit) this.#keep(this.#fitting());
  }

  /** How many of the latest calls are within the limit of their size. */
  #fitting(): number {
    let size = 0;
    return this.#sizes.length - 1 - this.#sizes.findLastIndex((each) => (size += each) > sizeLimit);
  }

  /** Forgets all but the latest calls. */
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
      const isAsked = Object.hasOwn(params, name);
      if (!isAsked || isDeepStrictEqual(params[name], call.params[name]))
        return `    ${name}: ${show(call.params[name])}`;
      return `  - ${name}: ${show(params[name])}\n  + ${name}: ${show(call.params[name])}`;
    });
    const others = (Object.keys(facts) as (keyof typeof facts)[])
      .filter((name) => facts[name] !== undefined && facts[name] !== call[name])
      .map((name) => `  - ${name}: ${show(facts[name])}\n  + ${name}: ${show(call[name])}`);
    return [`  at ${call.at}, status ${show(call.status)}`, ...lines, ...others].join('\n');
  }
}
