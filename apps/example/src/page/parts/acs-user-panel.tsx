import type { AcsUser } from '@org/seam-core';
import type { Person } from '../read-person.ts';
import { seam } from '../seam.ts';
import type { Changing } from '../state/use-change.ts';
import { ActionButton } from './action-button.tsx';
import { Panel } from './panel.tsx';

interface AcsUserPanelProps {
  readonly person: Person;
  readonly changing: Changing<Person>;
}

const hint =
  'Removing one only unlinks it: it stays in its system, with its credentials and its doors. Revoke the entrances first.';

/** The ACS users of a person, one per access system as a rule, each with a button that unlinks it. */
export const AcsUserPanel = ({ person, changing: { isBusy, change } }: AcsUserPanelProps) => {
  const { identity, acsUsers, systemNames } = person;
  const { user_identity_id, display_name: who } = identity;
  const systemOf = ({ acs_system_id }: AcsUser) => systemNames.get(acs_system_id) ?? 'an unknown system';

  const remove = (user: AcsUser) =>
    change({
      call: () => seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id: user.acs_user_id }),
      doing: `Removing the ACS user in ${systemOf(user)}…`,
      done: `The ACS user in ${systemOf(user)} no longer belongs to ${who}.`,
      notDone: `The ACS user in ${systemOf(user)} was not removed.`,
      shows: (fresh) => fresh.acsUsers.every(({ acs_user_id }) => acs_user_id !== user.acs_user_id),
    });

  return (
    <Panel id="acs-users" title="ACS users" count={acsUsers.length} {...(acsUsers.length > 0 && { hint })}>
      {acsUsers.length === 0 && <p class="empty">In no access system.</p>}
      <ul class="rows">
        {acsUsers.map((user) => (
          <li class="row" key={user.acs_user_id}>
            <span class="row-words">
              <span class="row-name">{systemOf(user)}</span>
              <span class="small muted">
                {user.display_name}
                {user.is_suspended === true && ' (suspended)'}
              </span>
            </span>
            <ActionButton
              isBusy={isBusy}
              about={`ACS user in ${systemOf(user)}`}
              onPress={() => void remove(user)}
            >
              Remove
            </ActionButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
