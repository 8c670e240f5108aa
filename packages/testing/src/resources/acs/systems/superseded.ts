import type { World } from '../../../fake/world.ts';
import type { AcsChange, AcsChangeRow } from './changes.ts';

type Values = Readonly<Record<string, unknown>>;

const without = <TValues extends object>(values: TValues, others: object): TValues =>
  Object.fromEntries(Object.entries(values as Values).filter(([name]) => !(name in others))) as TValues;

const isEmpty = (values: object): boolean => Object.keys(values).length === 0;

/** What is left of an older change of the same ACS user. */
const leftOfUserChange = (
  { assumptions }: World,
  older: AcsChangeRow,
  newer: AcsChangeRow,
): AcsChange | undefined => {
  const { change } = older;
  const closed = assumptions.revoke_all_entrances;
  const isSameGroup = older.acs_access_group_id === newer.acs_access_group_id;
  const isSameCredential = older.acs_credential_id === newer.acs_credential_id;
  const isSameKind = change.kind === newer.change.kind;
  switch (change.kind) {
    case 'update_suspension':
    case 'update_schedule':
      return isSameKind ? undefined : change;
    case 'update_information': {
      if (newer.change.kind !== 'update_information') return change;
      const to = without(change.to, newer.change.to);
      return isEmpty(to) ? undefined : { ...change, from: without(change.from, newer.change.to), to };
    }
    case 'add_member':
      if (newer.change.kind === 'revoke_entrances')
        return closed.includes('access_groups') ? undefined : change;
      return isSameGroup && (isSameKind || newer.change.kind === 'remove_member') ? undefined : change;
    case 'remove_member':
      return isSameGroup && (isSameKind || newer.change.kind === 'add_member') ? undefined : change;
    case 'assign_credential':
      if (newer.change.kind === 'revoke_entrances')
        return closed.includes('credentials') ? undefined : change;
      return isSameCredential && newer.change.kind === 'unassign_credential' ? undefined : change;
    default:
      return change;
  }
};

/** What is left of an older change of the same credential. */
const leftOfCredentialChange = (older: AcsChange, newer: AcsChange): AcsChange | undefined => {
  if (newer.kind === 'assign_credential')
    return older.kind === 'assign_credential' || older.kind === 'unassign_credential' ? undefined : older;
  if (older.kind === 'change_credential') {
    if (newer.kind !== 'change_credential' && newer.kind !== 'update_credential') return older;
    const to = without(older.to, newer.kind === 'change_credential' ? newer.to : { ends_at: null });
    return isEmpty(to) ? undefined : { ...older, to };
  }
  if (older.kind === 'update_credential' && newer.kind === 'change_credential') {
    const { ends_at } = newer.to;
    return ends_at === undefined ? older : { ...older, to: { ...older.to, ends_at } };
  }
  return older.kind === 'update_credential' && newer.kind === 'update_credential' ? undefined : older;
};

/** What is left of a change to try again, given a change that was requested after it. */
const leftOf = (world: World, older: AcsChangeRow, newer: AcsChangeRow): AcsChange | undefined => {
  const isSame = (name: 'acs_user_id' | 'acs_credential_id') =>
    older[name] !== undefined && older[name] === newer[name];
  const left = isSame('acs_credential_id')
    ? leftOfCredentialChange(older.change, newer.change)
    : older.change;
  return left && isSame('acs_user_id') ? leftOfUserChange(world, { ...older, change: left }, newer) : left;
};

const supersede = (world: World, older: AcsChangeRow, newer: AcsChangeRow): void => {
  const change = leftOf(world, older, newer);
  if (!change) world.state.acsChanges.delete(older.acs_change_id);
  else if (change !== older.change) world.state.acsChanges.patch(older.acs_change_id, { change });
};

/** The other changes of the same ACS user or credential. */
const relatedTo = (
  { state: { acsChanges } }: World,
  { acs_change_id, acs_user_id, acs_credential_id }: AcsChangeRow,
): AcsChangeRow[] =>
  [
    ...new Set([
      ...(acs_user_id === undefined ? [] : acsChanges.by('acs_user_id', acs_user_id)),
      ...(acs_credential_id === undefined ? [] : acsChanges.by('acs_credential_id', acs_credential_id)),
    ]),
  ].filter((row) => row.acs_change_id !== acs_change_id);

interface Given {
  readonly acs_user_id: string | undefined;
  /** The entrance, access group or credential. */
  readonly id: string;
  /** The place of the change that gave it, among the changes. */
  readonly sequence?: number | undefined;
}

/** Makes pending revocations of all entrances keep what the ACS user was given after they were requested. */
export const exemptFromRevocations = (
  { acsChanges }: World['state'],
  { acs_user_id, id, sequence = Infinity }: Given,
): void => {
  if (acs_user_id === undefined) return;
  for (const row of acsChanges.by('acs_user_id', acs_user_id))
    if (row.change.kind === 'revoke_entrances' && acsChanges.sequenceOf(row) < sequence)
      acsChanges.patch(row.acs_change_id, { later_ids: [...new Set(row.later_ids).add(id)] });
};

/** Drops what a new change replaces of the changes that failed or wait: tried again, they would undo it. */
export const dropOlderChanges = (world: World, newer: AcsChangeRow): void => {
  for (const row of relatedTo(world, newer))
    if (row.has_failed === true || row.is_waiting === true) supersede(world, row, newer);
};

/** Drops what pending newer changes replace of a change that has failed. Returns whether anything is left of it. */
export const dropReplaced = (world: World, { acs_change_id }: AcsChangeRow): boolean => {
  const { acsChanges } = world.state;
  const row = acsChanges.get(acs_change_id);
  if (!row) return false;
  const sequence = acsChanges.sequenceOf(row);
  for (const newer of relatedTo(world, row)) {
    const older = acsChanges.get(acs_change_id);
    if (older && acsChanges.sequenceOf(newer) > sequence) supersede(world, older, newer);
  }
  return acsChanges.get(acs_change_id) !== undefined;
};
