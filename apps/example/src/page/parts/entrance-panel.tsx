import type { Person } from '../read-person.ts';
import { seam } from '../seam.ts';
import type { Changing } from '../state/use-change.ts';
import { ActionButton } from './action-button.tsx';
import { Panel } from './panel.tsx';

interface EntrancePanelProps {
  readonly person: Person;
  readonly changing: Changing<Person>;
}

/** The entrances a person can open through their ACS users. They are taken away together. */
export const EntrancePanel = ({ person, changing: { isBusy, change } }: EntrancePanelProps) => {
  const { identity, entrances, systemNames } = person;
  const { user_identity_id, display_name: who } = identity;

  const revokeAll = () =>
    change({
      call: () => seam.acs.users.revokeAccessToAllEntrances({ user_identity_id }),
      doing: `Revoking all entrances of ${who}…`,
      done: `${who} can no longer open any entrance.`,
      notDone: 'The entrances were not revoked.',
      shows: (fresh) => fresh.entrances.length === 0,
    });

  return (
    <Panel
      id="entrances"
      title="Entrances"
      count={entrances.length}
      action={
        entrances.length > 0 && (
          <ActionButton isBusy={isBusy} about="entrances" onPress={() => void revokeAll()}>
            Revoke all
          </ActionButton>
        )
      }
    >
      {entrances.length === 0 && <p class="empty">No entrances.</p>}
      <ul class="rows">
        {entrances.map(({ acs_entrance_id, acs_system_id, display_name }) => (
          <li class="row" key={acs_entrance_id}>
            <span class="row-words">
              <span class="row-name">{display_name}</span>
              <span class="small muted">{systemNames.get(acs_system_id) ?? 'Unknown system'}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
