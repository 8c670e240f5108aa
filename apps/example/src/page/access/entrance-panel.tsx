import { seam } from '../api.ts';
import type { ChangeState } from '../changes/use-change.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Panel } from '../components/panel.tsx';
import type { Person } from '../person/read-person.ts';

interface EntrancePanelProps {
  readonly person: Person;
  readonly changes: ChangeState<Person>;
}

/** The entrances that a person can open through their ACS users. They are revoked together. */
export const EntrancePanel = ({ person, changes: { isBusy, change } }: EntrancePanelProps) => {
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

  return (
    <Panel
      id="entrances"
      title="Entrances"
      count={entrances.length}
      action={
        entrances.length > 0 && (
          <ActionButton isBusy={isBusy} rowName="entrances" onPress={() => void revokeAll()}>
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
              <span class="row-name">{display_name}</span>
              <span class="small muted">{systemNames.get(acs_system_id) ?? 'Unknown system'}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
