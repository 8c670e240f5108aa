import type { Change } from '../changes/changes.ts';
import { otherRemovals } from '../doors/irrevocable.ts';
import type { AccessFacts, AcsUserFacts } from '../doors/read-facts.ts';
import type { PlanChoices } from './plan-choices.ts';

/** The phases in which changes are sent, in order. */
export type Phase = 'containing' | 'revoking' | 'unlinking' | 'deleting';

/** A change of a plan, and what it is for. */
export interface PlannedStep {
  readonly phase: Phase;
  readonly change: Change;
  /** The access system that carries out the change; absent when Seam itself does. */
  readonly acs_system_id?: string;
  /** What the change does, for people. */
  readonly purpose: string;
}

/** An ACS user with its access system, for people. */
const acsUserLabel = ({ acs_systems = [] }: AccessFacts, { acs_user }: AcsUserFacts): string => {
  const { display_name, acs_system_id, external_type_display_name } = acs_user;
  const system = acs_systems.find((each) => each.acs_system_id === acs_system_id);
  const where = system?.name ?? external_type_display_name;
  return `the ACS user "${display_name}"${where ? ` in ${where}` : ''}`;
};

/** The changes that contain the access of a person: fast, and most of them reversible. */
export const containSteps = (facts: AccessFacts, choices: Required<PlanChoices>): PlannedStep[] => {
  const phase = 'containing';
  return [
    ...facts.acs_users.map((user): PlannedStep => {
      const { acs_user_id, acs_system_id } = user.acs_user;
      const change: Change = {
        path: '/acs/users/revoke_access_to_all_entrances',
        params: { acs_user_id },
      };
      return {
        phase,
        change,
        acs_system_id,
        purpose: `Close every entrance of ${acsUserLabel(facts, user)}`,
      };
    }),
    ...(choices.suspend ? facts.acs_users : []).map((user): PlannedStep => {
      const { acs_user_id, acs_system_id } = user.acs_user;
      const change: Change = { path: '/acs/users/suspend', params: { acs_user_id } };
      return { phase, change, acs_system_id, purpose: `Suspend ${acsUserLabel(facts, user)}` };
    }),
    ...facts.client_sessions.map(({ client_session_id }): PlannedStep => {
      const change: Change = { path: '/client_sessions/delete', params: { client_session_id } };
      return { phase, change, purpose: 'End a client session' };
    }),
    ...facts.instant_keys.map(({ instant_key_id }): PlannedStep => {
      const change: Change = { path: '/instant_keys/delete', params: { instant_key_id } };
      return { phase, change, purpose: 'Delete an instant key' };
    }),
    ...(choices.deactivatePhones ? facts.phones : []).map(({ device_id, display_name }): PlannedStep => {
      const change: Change = { path: '/phones/deactivate', params: { device_id } };
      return { phase, change, purpose: `Deactivate the phone "${display_name}"` };
    }),
  ];
};

export const revokeSteps = (facts: AccessFacts): PlannedStep[] => {
  const { devices, access_grants } = facts;
  const { user_identity_id } = facts.user_identity;
  const phase = 'revoking';
  return [
    ...otherRemovals(facts).map((change): PlannedStep => {
      const isCode = change.path === '/access_codes/delete';
      return { phase, change, purpose: isCode ? 'Delete a backup access code' : 'Delete a credential' };
    }),
    ...access_grants.map(({ grant: { access_grant_id, display_name } }): PlannedStep => {
      const change: Change = { path: '/access_grants/delete', params: { access_grant_id } };
      return { phase, change, purpose: `Delete the access grant "${display_name}"` };
    }),
    ...devices.map(({ device_id, display_name }): PlannedStep => {
      const change: Change = {
        path: '/user_identities/revoke_access_to_device',
        params: { user_identity_id, device_id },
      };
      return { phase, change, purpose: `Revoke the device "${display_name}"` };
    }),
  ];
};

export const unlinkSteps = (facts: AccessFacts): PlannedStep[] =>
  facts.acs_users.map((user) => {
    const { acs_user_id, acs_system_id } = user.acs_user;
    const { user_identity_id } = facts.user_identity;
    const change: Change = {
      path: '/user_identities/remove_acs_user',
      params: { user_identity_id, acs_user_id },
    };
    return { phase: 'unlinking', change, acs_system_id, purpose: `Unlink ${acsUserLabel(facts, user)}` };
  });
