import { seam } from '../api.ts';
import type { Question } from '../changes/confirm-dialog.tsx';
import { ConsequenceList } from '../changes/consequence-list.tsx';
import { consequencesOf } from '../changes/consequences.ts';
import type { ChangeState } from '../changes/use-change.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Panel } from '../components/panel.tsx';
import { reasonsOf, type Person } from '../person/read-person.ts';
import { doorLink } from '../route.ts';
import { ReasonList } from './reason-list.tsx';

interface EntrancePanelProps {
  readonly person: Person;
  readonly changes: ChangeState<Person>;
  readonly ask: (question: Question) => void;
}

/** The entrances that a person can open through their ACS users. They are revoked together. */
export const EntrancePanel = ({ person, changes: { isBusy, change }, ask }: EntrancePanelProps) => {
  const { identity, entrances, systemNames } = person;
  const { user_identity_id, display_name: name } = identity;

  const revokeAll = () =>
    change({
      call: () => seam.acs.users.revokeAccessToAllEntrances({ user_identity_id }),
      doing: `Revoking all entrances of ${name}…`,
      done: `${name} can no longer open any entrance.`,
      notDone: 'The entrances were not revoked.',
      isVisible: (fresh) => fresh.entrances.length === 0,
    });

  const confirm = () =>
    ask({
      title: `Revoke all entrances of ${name}?`,
      text: (
        <>
          <p>This revokes the entrances in every access system. They cannot be revoked one by one.</p>
          <ConsequenceList {...consequencesOf(person.access.doors, { kind: 'entrances' })} />
        </>
      ),
      confirm: 'Revoke all entrances',
      onConfirm: revokeAll,
    });

  return (
    <Panel
      id="entrances"
      title="Entrances"
      count={entrances.length}
      action={
        entrances.length > 0 && (
          <ActionButton isBusy={isBusy} rowName="entrances" onPress={confirm}>
            Revoke all
          </ActionButton>
        )
      }
    >
      {entrances.length === 0 && <p class="empty">No entrances.</p>}
      <ul class="rows">
        {entrances.map(({ acs_entrance_id, acs_system_id, display_name }) => (
          <li class="row" key={acs_entrance_id}>
            <span class="row-text">
              <a class="row-name" href={doorLink({ kind: 'entrance', id: acs_entrance_id })}>
                {display_name}
              </a>
              <span class="small muted">{systemNames.get(acs_system_id) ?? 'Unknown system'}</span>
              <ReasonList reasons={reasonsOf(person, acs_entrance_id)} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
