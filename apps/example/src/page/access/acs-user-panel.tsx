import type { AcsUser } from '@org/seam-core';
import { seam } from '../api.ts';
import type { Question } from '../changes/confirm-dialog.tsx';
import { ConsequenceList } from '../changes/consequence-list.tsx';
import { consequencesOf } from '../changes/consequences.ts';
import type { ChangeState } from '../changes/use-change.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Panel } from '../components/panel.tsx';
import type { Person } from '../person/read-person.ts';

interface AcsUserPanelProps {
  readonly person: Person;
  readonly changes: ChangeState<Person>;
  readonly ask: (question: Question) => void;
}

const hint =
  'Removing an ACS user only unlinks it. It keeps its credentials and doors in its access system. Revoke the entrances first.';

/** The ACS users of a person, usually one per access system, each with a button that unlinks it. */
export const AcsUserPanel = ({ person, changes: { isBusy, change }, ask }: AcsUserPanelProps) => {
  const { identity, acsUsers, systemNames } = person;
  const { user_identity_id, display_name: name } = identity;
  const systemOf = ({ acs_system_id }: AcsUser) => systemNames.get(acs_system_id) ?? 'an unknown system';

  const remove = (user: AcsUser) =>
    change({
      call: () => seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id: user.acs_user_id }),
      doing: `Removing the ACS user in ${systemOf(user)}…`,
      done: `The ACS user in ${systemOf(user)} no longer belongs to ${name}.`,
      notDone: `The ACS user in ${systemOf(user)} was not removed.`,
      isVisible: (fresh) => fresh.acsUsers.every(({ acs_user_id }) => acs_user_id !== user.acs_user_id),
    });

  const confirm = (user: AcsUser) => {
    const { acs_user_id } = user;
    const consequences = consequencesOf(person.access.doors, { kind: 'acs_user', acs_user_id });
    ask({
      title: `Remove the ACS user in ${systemOf(user)}?`,
      text: (
        <>
          <p>
            This only unlinks the ACS user from {name}. It closes no door.
            {consequences.staysOpen.length > 0 &&
              ' The ACS user can still open the doors below, and they are no longer shown here. Revoke the entrances first.'}
          </p>
          <ConsequenceList {...consequences} />
        </>
      ),
      confirm: 'Remove ACS user',
      onConfirm: () => remove(user),
    });
  };

  return (
    <Panel id="acs-users" title="ACS users" count={acsUsers.length} {...(acsUsers.length > 0 && { hint })}>
      {acsUsers.length === 0 && <p class="empty">In no access system.</p>}
      <ul class="rows">
        {acsUsers.map((user) => (
          <li class="row" key={user.acs_user_id}>
            <span class="row-text">
              <span class="row-name">{systemOf(user)}</span>
              <span class="small muted">
                {user.display_name}
                {user.is_suspended === true && ' (suspended)'}
              </span>
            </span>
            <ActionButton
              isBusy={isBusy}
              rowName={`ACS user in ${systemOf(user)}`}
              onPress={() => confirm(user)}
            >
              Remove
            </ActionButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
