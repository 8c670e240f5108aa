/** The kinds of ids. Their order is part of the ids. */
export const idKinds = [
  'workspace',
  'api_key',
  'personal_access_token',
  'connected_account',
  'user_identity',
  'device',
  'acs_system',
  'acs_entrance',
  'acs_user',
  'acs_access_group',
  'acs_credential',
  'client_session',
  'instant_key',
  'request',
  'acs_encoder',
  'access_code',
  'access_grant',
  'access_method',
  'action_attempt',
  'connect_webview',
  'customer',
  'customer_portal',
  'event',
  'noise_threshold',
  'phone',
  'space',
  'thermostat_daily_program',
  'thermostat_schedule',
  'webhook',
  'message',
  'acs_change',
  'common_code',
  'console_session',
  'left_access',
] as const;

/** A kind of id. */
export type IdKind = (typeof idKinds)[number];

/** How many ids of each kind were created. */
export type IdsData = Readonly<Partial<Record<IdKind, number>>>;

const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');

const idOf = (kind: IdKind, count: number): string =>
  `${hex(idKinds.indexOf(kind) + 1, 8)}-0000-4000-8000-${hex(count, 12)}`;

/** Whether an id of this kind was created, even if its object was deleted since. */
export const wasMade = (counts: IdsData, kind: IdKind, id: string): boolean => {
  const count = Number.parseInt(id.slice(-12), 16);
  return count >= 1 && count <= (counts[kind] ?? 0) && id === idOf(kind, count);
};

/**
 * Creates ids: valid UUIDs, in the same order for every fake. The first group is the kind of id, the last one a counter.
 */
export class Ids {
  readonly #counts = new Map<IdKind, number>();

  next(kind: IdKind): string {
    return idOf(kind, this.count(kind));
  }

  toJSON(): IdsData {
    return Object.fromEntries(this.#counts);
  }

  /** Restores the counters of `toJSON`. */
  load(counts: IdsData): void {
    this.#counts.clear();
    for (const [kind, count] of Object.entries(counts)) this.#counts.set(kind as IdKind, count);
  }

  /** The next number of a kind, from 1. */
  count(kind: IdKind): number {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return count;
  }
}
