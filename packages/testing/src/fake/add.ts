import { SeamConfigError } from '@org/seam-core';
import { describeValue, suggest } from '@org/seam-core/internal';
import { addAccessCode } from '../resources/access-codes/record.ts';
import { placeAddedCode } from '../resources/access-codes/sync.ts';
import { addAccessGrant, presentAccessGrant } from '../resources/access-grants/record.ts';
import { addAccessMethod, presentAccessMethod } from '../resources/access-methods/record.ts';
import { addAcsAccessGroup } from '../resources/acs/access-groups/record.ts';
import { addAcsCredential, presentAcsCredential } from '../resources/acs/credentials/record.ts';
import { addAcsEncoder, presentAcsEncoder } from '../resources/acs/encoders/record.ts';
import { addAcsEntrance, presentAcsEntrance } from '../resources/acs/entrances/record.ts';
import { addAcsSystem } from '../resources/acs/systems/record.ts';
import { addAcsUser, presentAcsUser } from '../resources/acs/users/record.ts';
import { addClientSession } from '../resources/client-sessions/record.ts';
import { addConnectWebview } from '../resources/connect-webviews/record.ts';
import { addConnectedAccount } from '../resources/connected-accounts/record.ts';
import { addDevice } from '../resources/devices/record.ts';
import { addInstantKey } from '../resources/instant-keys/record.ts';
import { addNoiseSensor, addNoiseThreshold } from '../resources/noise-sensors/record.ts';
import { addPhone } from '../resources/phones/record.ts';
import { addSpace, presentSpace } from '../resources/spaces/record.ts';
import { addThermostat } from '../resources/thermostats/record.ts';
import { addUserIdentity, presentUserIdentity } from '../resources/user-identities/record.ts';
import { knownEventTypes } from '../resources/webhooks/handlers.ts';
import { addWebhook } from '../resources/webhooks/record.ts';
import {
  addApiKey,
  addConsoleSession,
  addPersonalAccessToken,
  addWorkspace,
} from '../resources/workspaces/record.ts';
import type { Add } from './add-interface.ts';
import { checkReferences } from './check-references.ts';
import { copyData } from './copy-data.ts';
import { type AddFunction, checkOverrides } from './known-overrides.ts';
import { normalizeMoments } from './moment.ts';
import type { World } from './world.ts';

type Copy = <TValue>(value: TValue) => TValue;

/** Shares the objects instead of copying them. */
export const shareData: Copy = (value) => value;

type Builders = Pick<Add, AddFunction>;

/** The workspace of an object to add. */
type WorkspaceOf = (overrides?: { readonly workspace_id?: string }) => string;

/** Without ids that are undefined: an object without its id or its workspace would not exist for the API. */
const withoutUndefinedIds = (overrides: object): object =>
  Object.fromEntries(
    Object.entries(overrides).filter(([name, value]) => value !== undefined || !name.endsWith('_id')),
  );

/** @throws SeamConfigError for event types that Seam does not have: the webhook would get no events */
const checkEventTypes = (types: unknown = []): void => {
  if (!Array.isArray(types))
    throw new SeamConfigError(`add.webhook(): event_types must be an array; got ${describeValue(types)}.`);
  const unknown: unknown = types.find((type) => !knownEventTypes.has(type as string));
  if (unknown === undefined) return;
  const hint = typeof unknown === 'string' ? suggest(unknown, [...knownEventTypes]) : '';
  throw new SeamConfigError(`add.webhook(): there is no event type ${describeValue(unknown)}.${hint}`);
};

/** The same functions, with their overrides checked. They share no objects with the caller. */
const checked = (
  { world, at, copy }: { readonly world: World; readonly at: WorkspaceOf; readonly copy: Copy },
  builders: Builders,
): Builders =>
  Object.fromEntries(
    (Object.keys(builders) as AddFunction[]).map((name) => [
      name,
      (overrides: object = {}) => {
        checkOverrides(name, overrides);
        checkReferences(world, { name, workspace_id: at(overrides) }, overrides);
        return copy(builders[name](copy(normalizeMoments(withoutUndefinedIds(overrides))) as never));
      },
    ]),
  ) as unknown as Builders;

/**
 * Creates the `add` functions of one fake. Objects belong to the workspace `home` unless `workspace_id` names another.
 *
 * @param copy copies what the caller passes and receives. The seeds of the fake change neither and need no copies.
 */
export const createAdd = (world: World, home: string, copy: Copy = copyData): Add => {
  const at: WorkspaceOf = (overrides = {}) => overrides.workspace_id ?? home;
  const builders: Builders = {
    workspace: (overrides) => addWorkspace(world, overrides),
    connectedAccount: (overrides) => addConnectedAccount(world, at(overrides), overrides),
    userIdentity: (overrides) => presentUserIdentity(world)(addUserIdentity(world, at(overrides), overrides)),
    device: (overrides) => addDevice(world, at(overrides), overrides),
    thermostat: (overrides) => addThermostat(world, at(overrides), overrides),
    noiseSensor: (overrides) => addNoiseSensor(world, at(overrides), overrides),
    noiseThreshold: (overrides) => addNoiseThreshold(world, at(overrides), overrides),
    accessCode: (overrides) =>
      placeAddedCode(world, addAccessCode(world, at(overrides), overrides), overrides),
    acsSystem: (overrides) => addAcsSystem(world, at(overrides), overrides),
    acsEntrance: (overrides) => presentAcsEntrance(world)(addAcsEntrance(world, at(overrides), overrides)),
    acsUser: (overrides) => presentAcsUser(world)(addAcsUser(world, at(overrides), overrides)),
    acsAccessGroup: (overrides) => addAcsAccessGroup(world, at(overrides), overrides),
    acsCredential: (overrides) =>
      presentAcsCredential(world)(addAcsCredential(world, at(overrides), overrides)),
    acsEncoder: (overrides) => presentAcsEncoder(addAcsEncoder(world, at(overrides), overrides)),
    clientSession: (overrides) => addClientSession(world, at(overrides), overrides),
    connectWebview: (overrides) => addConnectWebview(world, at(overrides), overrides),
    instantKey: (overrides) => addInstantKey(world, at(overrides), overrides),
    phone: (overrides) => addPhone(world, at(overrides), overrides),
    webhook: (overrides) => {
      checkEventTypes(overrides?.event_types);
      return addWebhook(world, at(overrides), overrides);
    },
    accessGrant: (overrides) => presentAccessGrant(world)(addAccessGrant(world, at(overrides), overrides)),
    accessMethod: (overrides) => presentAccessMethod(world)(addAccessMethod(world, at(overrides), overrides)),
    space: (overrides) => presentSpace(world)(addSpace(world, at(overrides), overrides)),
  };
  return {
    ...checked({ world, at, copy }, builders),
    apiKey: (workspace_id = home) => {
      if (!world.state.workspaces.get(workspace_id))
        throw new SeamConfigError(
          `add.apiKey() takes the id of a workspace; got ${describeValue(workspace_id)}.`,
        );
      return addApiKey(world, workspace_id);
    },
    personalAccessToken: () => addPersonalAccessToken(world),
    consoleSession: () => addConsoleSession(world),
  };
};
