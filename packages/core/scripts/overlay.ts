import type { Form, Replay } from '../src/endpoint.ts';
import type { EndpointPath } from '../src/generated/endpoints/paths.ts';

/** What the document does not say about an endpoint. */
export interface OverlayEntry {
  /** Needed for every endpoint that changes something. */
  replay?: Replay;
  /** Needed where parameters exclude or need each other and the document says so in prose only. */
  forms?: readonly Form[];
}

const userOrIdentity: readonly Form[] = [['acs_user_id'], ['user_identity_id']];
const userOrIdentityInSystem: readonly Form[] = [['acs_user_id'], ['user_identity_id', 'acs_system_id']];
const userOrIdentityMaybeInSystem: readonly Form[] = [
  ['acs_user_id'],
  ['user_identity_id', 'acs_system_id?'],
];

/**
 * The knowledge that the generator adds to the document. A replayed call is `convergent` when the state after it is the
 * same as after the first one, whatever the verb; what opens a door or makes an object is `never` replayed.
 */
export const overlay = {
  '/acs/entrances/grant_access': { replay: 'never', forms: userOrIdentity },
  '/acs/entrances/unlock': { replay: 'never' },
  '/acs/systems/report_devices': { replay: 'convergent' },
  '/acs/users/add_to_access_group': { replay: 'convergent' },
  '/acs/users/create': { replay: 'never' },
  '/acs/users/delete': { replay: 'convergent', forms: userOrIdentityInSystem },
  '/acs/users/get': { forms: userOrIdentityMaybeInSystem },
  '/acs/users/list_accessible_entrances': { forms: userOrIdentityMaybeInSystem },
  '/acs/users/remove_from_access_group': { replay: 'convergent', forms: userOrIdentity },
  '/acs/users/revoke_access_to_all_entrances': { replay: 'convergent', forms: userOrIdentityMaybeInSystem },
  '/acs/users/suspend': { replay: 'convergent', forms: userOrIdentityInSystem },
  '/acs/users/unsuspend': { replay: 'convergent', forms: userOrIdentityInSystem },
  '/acs/users/update': { replay: 'convergent', forms: userOrIdentityInSystem },
  '/devices/get': { forms: [['device_id', 'name?'], ['name']] },
  '/devices/report_provider_metadata': { replay: 'convergent' },
  '/devices/update': { replay: 'convergent' },
  '/user_identities/add_acs_user': {
    replay: 'convergent',
    forms: [['user_identity_id'], ['user_identity_key']],
  },
  '/user_identities/create': { replay: 'never' },
  '/user_identities/delete': { replay: 'convergent' },
  '/user_identities/generate_instant_key': { replay: 'never' },
  '/user_identities/grant_access_to_device': { replay: 'convergent' },
  '/user_identities/remove_acs_user': { replay: 'convergent' },
  '/user_identities/revoke_access_to_device': { replay: 'convergent' },
  '/user_identities/unmanaged/update': { replay: 'convergent' },
  '/user_identities/update': { replay: 'convergent' },
  '/workspaces/create': { replay: 'never' },
  '/workspaces/reset_sandbox': { replay: 'never' },
  '/workspaces/update': { replay: 'convergent' },
} satisfies Partial<Record<EndpointPath, OverlayEntry>>;
