import type { FakeSeam } from '@org/seam-testing';
import { isDeepStrictEqual } from 'node:util';
import type { Change, Journal, JournalEntry, JournalEvent, JournalWriter, Plan } from '../src/index.ts';
import { act, type Action, type Undo } from './actions.test-helper.ts';
import type { World } from './random-world.test-helper.ts';
import { type Way, wayKey, waysIn } from './ways-in.test-helper.ts';

/** The process ends at a write of the journal: before the entry is stored, or after. */
interface Crash {
  readonly write: number;
  readonly isStored: boolean;
}

export class ProcessDied extends Error {}

interface Read {
  readonly at: number;
}

interface WatchOptions {
  readonly actions: readonly Action[];
  readonly crashes: readonly Crash[];
  readonly settle: number;
  readonly suspendedOpens: boolean;
}

const undoAfter = 30_000;
const isChange = (path: string) => /\/(?:delete|deactivate|suspend|remove_\w+|revoke_\w+)$/.test(path);

/**
 * Watches a run from outside: each request before the fake receives it, and each entry before the journal has it. It checks the
 * rules of the order against the stored state of the fake, and lets other things happen in between.
 */
export class Watch {
  /** The broken rules. */
  readonly violations: string[] = [];
  /**
   * The ACS users of the person that the run can know of: those of the plan, and those that a recorded read lists, or that
   * were linked throughout one. One that is linked and unlinked between two reads is never in a response.
   */
  readonly acsUsers = new Set<string>();
  /** The number of actions that happened since the last read of the person began. */
  actionsSinceRead = 0;
  run_id: string | undefined;
  /** The number of the run's writes. */
  writes = 0;
  readonly #options: WatchOptions;
  #world: World | undefined;
  #requests = 0;
  #plan: Plan | undefined;
  #isFinished = false;
  #pending: Action[];
  #undos: { readonly due: number; readonly undo: Undo }[] = [];
  #openSteps = new Map<string, Change>();
  #finished: Change[] = [];
  #closedReads: Read[] = [];
  /** The ACS users of the person when the last read began. */
  #linkedAtRead: readonly string[] = [];

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#pending = [...options.actions];
  }

  begin(world: World): void {
    this.#world = world;
    for (const id of this.#linkedUsers()) this.acsUsers.add(id);
  }

  /** Forgets the steps of a process that ended: another one has to record them again. */
  processDied(): void {
    this.#openSteps.clear();
  }

  wrapFetch =
    (fake: FakeSeam): typeof fetch =>
    async (input, init) => {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      const text = request.body === null ? '' : await request.clone().text();
      const { _strict: _, ...params } = {
        ...Object.fromEntries(searchParams),
        ...(text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)),
      } as Record<string, unknown>;
      await this.#onRequest(pathname, params);
      return await fake.fetch(request);
    };

  wrapJournal = (journal: Journal): Journal => {
    const wrap = (writer: JournalWriter): JournalWriter => ({
      entries: writer.entries,
      append: async (event, at) => {
        this.writes += 1;
        const crash = this.#options.crashes.find(({ write }) => write === this.writes);
        if (crash?.isStored === false) throw new ProcessDied();
        const entry = await writer.append(event, at);
        this.#onEntry(entry);
        if (crash) throw new ProcessDied();
        return entry;
      },
    });
    return {
      start: async (event, at) => {
        const writer = await journal.start(event, at);
        this.#plan = event.plan;
        this.run_id = event.run_id;
        return wrap(writer);
      },
      open: async (run_id) => {
        const writer = await journal.open(run_id);
        return writer && wrap(writer);
      },
      openRunOf: async (id) => await journal.openRunOf(id),
    };
  };

  /** What the person can open, as the stored state says. What Seam does not list is left out. */
  visibleWays(acsUsers: ReadonlySet<string> = this.acsUsers, person = this.#world?.person ?? ''): Way[] {
    if (!this.#world) return [];
    return waysIn(this.#world.fake, person, acsUsers).filter(
      ({ isHidden }) => !isHidden || this.#options.suspendedOpens,
    );
  }

  #linkedUsers(): string[] {
    if (!this.#world) return [];
    const { fake, person } = this.#world;
    return fake.state.acsUsers.by('user_identity_id', person).map(({ acs_user_id }) => acs_user_id);
  }

  #break(rule: string): void {
    this.violations.push(rule);
  }

  async #onRequest(path: string, params: Record<string, unknown>): Promise<void> {
    const world = this.#world;
    if (!world || !this.#plan) return;
    this.#requests += 1;
    const now = world.fake.clock.now().getTime();
    for (const { undo } of this.#undos.filter(({ due }) => due <= now)) undo();
    this.#undos = this.#undos.filter(({ due }) => due > now);
    const due = this.#pending.filter(({ at }) => at <= this.#requests);
    this.#pending = this.#pending.filter(({ at }) => at > this.#requests);
    for (const action of due) {
      this.actionsSinceRead += 1;
      const undo = await act(world, action);
      if (undo && !action.isForEver) this.#undos.push({ due: now + undoAfter, undo });
    }
    if (path === '/user_identities/get' && params['user_identity_id'] === world.person) {
      this.actionsSinceRead = 0;
      this.#linkedAtRead = this.#linkedUsers();
    }
    if (isChange(path)) this.#onChange(path, params);
  }

  #onChange(path: string, params: Record<string, unknown>): void {
    const shown = `${path} ${JSON.stringify(params)}`;
    const isSame = (change: Change) =>
      change.path === path && isDeepStrictEqual({ ...change.params }, params);
    if (![...this.#openSteps.values()].some(isSame)) this.#break(`sent before it was recorded: ${shown}`);
    if (this.#isFinished) this.#break(`sent after the end of the run: ${shown}`);

    const steps = this.#plan?.steps ?? [];
    const contain = steps.filter(({ phase }) => phase === 'containing').map(({ change }) => change);
    const isRevoking = steps.some(({ phase, change }) => phase === 'revoking' && isSame(change));
    const isContained = contain.every((change) =>
      this.#finished.some((finished) => isDeepStrictEqual(finished, change)),
    );
    if (isRevoking && !isContained) this.#break(`revoked before everything was contained: ${shown}`);

    if (path !== '/user_identities/remove_acs_user' && path !== '/user_identities/delete') return;
    const [first, last] = [this.#closedReads[0], this.#closedReads.at(-1)];
    if (this.#closedReads.length < 2 || !first || !last || last.at - first.at < this.#options.settle)
      this.#break(`without two reads and the settle delay between: ${shown}`);
    if (this.actionsSinceRead > 0) return;
    const ways =
      path === '/user_identities/delete'
        ? this.visibleWays()
        : this.visibleWays(new Set([String(params['acs_user_id'])]), '');
    if (ways.length > 0) this.#break(`while a door was open: ${shown}: ${ways.map(wayKey).join(', ')}`);
  }

  #onEntry(entry: JournalEntry & JournalEvent): void {
    if (this.#isFinished) this.#break(`an entry after the end of the run: ${entry.type}`);
    if (entry.type === 'run_finished') this.#isFinished = true;
    if (entry.type === 'step_started') this.#openSteps.set(entry.step_id, entry.change);
    if (entry.type === 'step_finished') {
      const change = this.#openSteps.get(entry.step_id);
      if (change) this.#finished.push(change);
      this.#openSteps.delete(entry.step_id);
    }
    if (entry.type !== 'access_read') return;
    for (const { acs_user_id } of entry.acs_users) this.acsUsers.add(acs_user_id);
    const linked = this.#linkedUsers();
    for (const id of this.#linkedAtRead) if (linked.includes(id)) this.acsUsers.add(id);
    if (!entry.is_closed) {
      this.#closedReads = [];
      return;
    }
    this.#closedReads.push({ at: Date.parse(entry.at) });
    const ways = this.actionsSinceRead > 0 ? [] : this.visibleWays();
    if (ways.length > 0) this.#break(`a read found everything closed, but: ${ways.map(wayKey).join(', ')}`);
  }
}
