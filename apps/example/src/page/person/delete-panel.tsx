import { ActionButton } from '../components/action-button.tsx';
import { ConsequenceList } from '../changes/consequence-list.tsx';
import { consequencesOf } from '../changes/consequences.ts';
import type { Question } from '../changes/confirm-dialog.tsx';
import { offboardLink } from '../route.ts';
import type { Person } from './read-person.ts';

interface DeletePanelProps {
  readonly person: Person;
  readonly isBusy: boolean;
  readonly ask: (question: Question) => void;
  readonly onDelete: () => void;
}

const remainingAccess = ({ locks, entrances }: Person): string | undefined => {
  const doors = locks.length + entrances.length;
  if (doors === 0) return undefined;
  return `They can still open ${doors === 1 ? 'one door' : `${doors} doors`}. Offboard the person instead to see every door close.`;
};

/** Deletes the identity, after a confirmation that lists the consequences. */
export const DeletePanel = ({ person, isBusy, ask, onDelete }: DeletePanelProps) => {
  const { display_name: name, user_identity_id } = person.identity;
  const warning = remainingAccess(person);
  const confirm = () =>
    ask({
      title: `Delete ${name}?`,
      text: (
        <>
          <p>
            This deletes the identity with its ACS users, credentials and client sessions. It cannot be
            undone.
          </p>
          <ConsequenceList {...consequencesOf(person.access.doors, { kind: 'identity' })} />
          {warning !== undefined && <p class="note">{warning}</p>}
        </>
      ),
      confirm: `Delete ${name}`,
      onConfirm: onDelete,
    });
  return (
    <section class="panel" aria-labelledby="delete">
      <div class="panel-head">
        <h3 id="delete">Identity</h3>
        <ActionButton tone="danger" isBusy={isBusy} onPress={confirm}>
          Delete identity…
        </ActionButton>
      </div>
      <p class="hint muted last">
        Deleting the identity cannot be undone, and afterwards nothing shows whether its doors are closed. To
        close every door first and see the result,{' '}
        <a href={offboardLink(user_identity_id)}>offboard the person</a>.
      </p>
    </section>
  );
};
