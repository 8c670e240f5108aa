import { SeamConfigError } from '@org/seam-core';
import {
  checkOptions,
  describeValue,
  type OptionRule,
  type OptionRules,
  rules,
} from '@org/seam-core/internal';
import { Collection } from './collection.ts';
import { endpointsByPath } from './endpoint-paths.ts';
import { idKinds, type IdsData } from './ids.ts';
import type { JobArgs, JobName } from './job-args.ts';
import { Links } from './links.ts';
import { momentExpected, toMoment } from './moment.ts';
import type { Job } from './scheduler.ts';
import type { World } from './world.ts';

/** The whole state of a fake as JSON data. */
export interface Snapshot {
  readonly version: 1;
  readonly now: string;
  readonly random: number;
  readonly ids: IdsData;
  readonly jobs: readonly Job[];
  readonly state: Readonly<Record<string, unknown>>;
}

const partsOf = (world: World) =>
  Object.entries(world.state).filter(
    (entry): entry is [string, Collection<never> | Links] =>
      entry[1] instanceof Collection || entry[1] instanceof Links,
  );

/** Takes a snapshot. Rows are immutable and are not copied. */
export const takeSnapshot = (world: World): Snapshot => ({
  version: 1,
  now: world.clock.timestamp(),
  random: world.random.toJSON(),
  ids: world.ids.toJSON(),
  jobs: world.queue.toJSON(),
  state: Object.fromEntries(partsOf(world).map(([name, part]) => [name, part.toJSON()])),
});

/**
 * Restores a snapshot completely, or not at all.
 * @throws SeamConfigError that names the missing or invalid part
 */
export const restoreSnapshot = (world: World, snapshot: Snapshot): void => {
  const parts = partsOf(world);
  checkSnapshot(snapshot, parts);
  for (const [name, part] of parts) part.load(snapshot.state[name] as never);
  world.clock.load(snapshot.now);
  world.random.load(snapshot.random);
  world.ids.load(snapshot.ids);
  world.queue.load(snapshot.jobs);
};

const text = rules.type('string');
const array = { expected: 'an array', accepts: Array.isArray };
const count = rules.count(0);

const snapshotRules: OptionRules<Snapshot> = {
  version: rules.oneOf(1),
  now: {
    expected: momentExpected,
    accepts: (value) => typeof value === 'string' && toMoment(value) !== undefined,
  },
  random: rules.count(0, 2 ** 32 - 1),
  ids: rules.type('object'),
  jobs: array,
  state: rules.type('object'),
};

const jobRules: { readonly [TName in JobName]: OptionRules<JobArgs[TName]> } = {
  finish_action_attempt: { action_attempt_id: text },
  finish_acs_change: { acs_change_id: text },
  end_access_grant: { access_grant_id: text, ends_at: text },
  delete_user_identity: { user_identity_id: text },
  auto_lock_device: { device_id: text, unlocked_at: text },
  finish_access_code_mutation: { access_code_id: text, mutation_code: text, created_at: text },
  follow_thermostat_schedules: { device_id: text },
  end_thermostat_override: { device_id: text, override_ends_at: text },
  settle_access_method: { access_method_id: text },
  check_access_method_issued: { access_method_id: text, result: text },
  place_access_code: { access_code_id: text },
  refill_backup_pool: { device_id: text },
  finish_first_sync: { connected_account_id: text, connect_webview_id: text, devices: array },
  finish_reconnection: { connected_account_id: text },
  find_device: { connected_account_id: text, device: rules.type('object') },
  lose_device: { device_id: text },
  find_added_access_code: { access_code_id: text, device_id: text, code: rules.type('object') },
  find_changed_access_code: { access_code_id: text, changes: rules.type('object') },
  find_disabled_access_code: { access_code_id: text, is_active: rules.type('boolean') },
  lose_access_code: { access_code_id: text },
  apply_late_request: {
    path: {
      expected: 'the path of an endpoint',
      accepts: (path) => typeof path === 'string' && endpointsByPath.has(path),
    },
    params: rules.type('object'),
    request_id: text,
    caller: rules.type('object'),
  },
  find_acs_change: { change: rules.type('object') },
};

const refuse = (message: string): never => {
  throw new SeamConfigError(`The snapshot cannot be restored: ${message}.`);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Requires all properties, each with a valid value. */
const checkAll = (subject: string, value: object, known: Readonly<Record<string, OptionRule>>): void => {
  checkOptions<Record<string, unknown>>(subject, value as Record<string, unknown>, known);
  const missing = Object.keys(known).find((name) => Reflect.get(value, name) === undefined);
  if (missing !== undefined) refuse(`${subject} has no ${missing}`);
};

const checkJob = (job: unknown, index: number): void => {
  const place = `jobs[${index}]`;
  if (!isObject(job)) return refuse(`${place} must be an object; got ${describeValue(job)}`);
  const { due, name, args, connected_account_id } = job;
  if (!Number.isFinite(due)) refuse(`${place}.due must be a number; got ${describeValue(due)}`);
  if (typeof name !== 'string' || !Object.hasOwn(jobRules, name))
    return refuse(`${place}.name: there is no job ${describeValue(name)}`);
  if (connected_account_id !== undefined && typeof connected_account_id !== 'string')
    refuse(`${place}.connected_account_id must be a string; got ${describeValue(connected_account_id)}`);
  checkAll(`${place}.args`, args as object, jobRules[name as JobName]);
};

const checkLinks = (place: string, data: unknown): void => {
  if (!Array.isArray(data)) return refuse(`${place} must be an array; got ${describeValue(data)}`);
  const wrong = data.findIndex(
    (pair) => !(Array.isArray(pair) && pair.length === 2 && pair.every((id) => typeof id === 'string')),
  );
  if (wrong >= 0) refuse(`${place}[${wrong}] must be a pair of ids`);
};

const checkRows = (place: string, idName: string, data: unknown): void => {
  if (!isObject(data) || !Array.isArray(data['rows']) || !count.accepts(data['sequence']))
    return refuse(`${place} must have a sequence and rows`);
  const ids = new Set<unknown>();
  let before = 0;
  for (const [index, entry] of (data['rows'] as unknown[]).entries()) {
    const [sequence, row] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const at = `${place}.rows[${index}]`;
    if (!isObject(row)) return refuse(`${at} must be a number and a row`);
    if (!count.accepts(sequence) || Number(sequence) <= before || Number(sequence) > Number(data['sequence']))
      refuse(`${at} must have a number above that of the row before, up to ${String(data['sequence'])}`);
    for (const name of [idName, 'workspace_id'])
      if (typeof row[name] !== 'string')
        refuse(`${at}: ${name} must be a string; got ${describeValue(row[name])}`);
    if (ids.has(row[idName])) refuse(`${at}: ${idName} ${describeValue(row[idName])} is used twice`);
    ids.add(row[idName]);
    before = Number(sequence);
  }
};

/**
 * Checks a snapshot before anything is restored. Of a row, only the ids are checked.
 * @throws SeamConfigError that names the missing or invalid part
 */
const checkSnapshot = (
  snapshot: Snapshot,
  parts: readonly (readonly [name: string, part: Collection<never> | Links])[],
): void => {
  if (!isObject(snapshot) || snapshot['version'] !== 1 || !isObject(snapshot['state']))
    throw new SeamConfigError('Not a snapshot of a fake: version 1 and a state are required.');
  const { ids, jobs, state } = snapshot;
  const missing = parts.find(([name]) => state[name] === undefined);
  if (missing) throw new SeamConfigError(`The snapshot has no state.${missing[0]}.`);
  checkAll('snapshot', snapshot, snapshotRules);
  const known = Object.fromEntries(parts.map(([name]) => [name, rules.any]));
  checkOptions<Record<string, unknown>>('snapshot.state', state, known);
  checkOptions<Record<string, unknown>>(
    'snapshot.ids',
    ids,
    Object.fromEntries(idKinds.map((kind) => [kind, count])),
  );
  for (const [index, job] of jobs.entries()) checkJob(job, index);
  for (const [name, part] of parts)
    if (part instanceof Links) checkLinks(`state.${name}`, state[name]);
    else checkRows(`state.${name}`, part.idName, state[name]);
};
