import type { AccessMethodPendingMutation } from '@org/seam-core';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted, isOnDevice } from '../access-codes/record.ts';
import type { AcsChange, AcsChangeRow } from '../acs/systems/changes.ts';
import { credentialsOfMethod } from './rules.ts';

/** What an access method is waiting for. */
interface Waiting {
  /** The devices that have a code now, and those that are to have one. */
  readonly from: string[];
  readonly to: string[];
  readonly codes: readonly AccessCodeRow[];
  readonly changes: readonly AcsChangeRow[];
}

/** Whether a device has nothing to do for an access code now. */
const isQuiet = ({ pending_mutations }: AccessCodeRow): boolean =>
  pending_mutations.every(({ mutation_code }) => mutation_code === 'deferring_creation');

/** What an access method is waiting for; `undefined` when nothing is pending, which is found without much reading. */
const waitingOf = (world: World, access_method_id: string): Waiting | undefined => {
  const { accessCodes, acsChanges } = world.state;
  const hasCodes = accessCodes.countBy('access_method_id', access_method_id) > 0;
  const codes = hasCodes ? accessCodes.by('access_method_id', access_method_id) : [];
  const credentials = acsChanges.size === 0 ? [] : credentialsOfMethod(world, access_method_id);
  if (credentials.length === 0 && codes.every((code) => isQuiet(code))) return undefined;
  const idsOf = (rows: readonly AccessCodeRow[]) => rows.map(({ device_id }) => device_id);
  return {
    codes,
    changes: [
      ...credentials.flatMap(({ acs_credential_id }) =>
        acsChanges.by('acs_credential_id', acs_credential_id),
      ),
      ...credentials.flatMap(({ acs_user_id, is_issued }) =>
        is_issued === false && acs_user_id !== undefined
          ? acsChanges.by('acs_user_id', acs_user_id).filter(({ change }) => change.kind === 'create_user')
          : [],
      ),
    ],
    from: idsOf(codes.filter((code) => isOnDevice(code))),
    to: idsOf(codes.filter((code) => !isBeingDeleted(code))),
  };
};

type Update = Extract<AcsChange, { readonly kind: 'update_credential' }>;

const isUpdate = (change: AcsChange): change is Update => change.kind === 'update_credential';

/** Whether a change of a credential changes when it opens. */
export const changesTimes = ({ from, to }: Update): boolean =>
  from.starts_at !== to.starts_at || from.ends_at !== to.ends_at;

const timesOf = ({ starts_at, ends_at }: { starts_at?: string | null; ends_at?: string | null }) => ({
  starts_at: starts_at ?? null,
  ends_at: ends_at ?? null,
});

/** The changes of the access times of an access method that a device or an access system has not made yet. */
const timeChanges = ({ codes, changes }: Waiting) => [
  ...codes.flatMap(({ pending_mutations }) =>
    pending_mutations.flatMap((pending) =>
      pending.mutation_code === 'updating_time_frame'
        ? [{ created_at: pending.created_at, from: timesOf(pending.from), to: timesOf(pending.to) }]
        : [],
    ),
  ),
  ...changes.flatMap(({ change, created_at }) =>
    isUpdate(change) && changesTimes(change)
      ? [{ created_at, from: timesOf(change.from), to: timesOf(change.to) }]
      : [],
  ),
];

const earliest = (moments: readonly string[]): string | undefined => moments.toSorted()[0];

const pendingSince = (
  { codes, changes }: Waiting,
  mutation_code: 'creating' | 'deleting',
  isOfKind: (change: AcsChange) => boolean,
): string | undefined =>
  earliest([
    ...codes.flatMap(({ pending_mutations }) =>
      pending_mutations
        .filter((pending) => pending.mutation_code === mutation_code)
        .map(({ created_at }) => created_at),
    ),
    ...changes.filter(({ change }) => isOfKind(change)).map(({ created_at }) => created_at),
  ]);

/**
 * The changes that devices and access systems have not made yet, as an access method shows them. Only devices are listed
 * by id, because the document has no field for entrances.
 */
export const pendingOfMethod = (world: World, access_method_id: string): AccessMethodPendingMutation[] => {
  const waiting = waitingOf(world, access_method_id);
  if (!waiting) return [];
  const places = { from: { device_ids: waiting.from }, to: { device_ids: waiting.to } };
  const provisioning = pendingSince(
    waiting,
    'creating',
    (change) =>
      change.kind === 'create_credential' ||
      change.kind === 'create_user' ||
      (isUpdate(change) && !changesTimes(change)),
  );
  const revoking = pendingSince(waiting, 'deleting', ({ kind }) => kind === 'delete_credential');
  const [times] = timeChanges(waiting);
  return [
    ...(provisioning === undefined
      ? []
      : [
          {
            mutation_code: 'provisioning_access' as const,
            message: 'Access is being provided.',
            created_at: provisioning,
            ...places,
          },
        ]),
    ...(revoking === undefined
      ? []
      : [
          {
            mutation_code: 'revoking_access' as const,
            message: 'Access is being removed.',
            created_at: revoking,
            ...places,
          },
        ]),
    ...(times
      ? [
          {
            mutation_code: 'updating_access_times' as const,
            message: 'The access times are being changed.',
            ...times,
          },
        ]
      : []),
  ];
};
