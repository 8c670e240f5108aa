import { useRef } from 'preact/hooks';
import { ActionButton } from '../components/action-button.tsx';
import type { Person } from './read-person.ts';

interface DeletePanelProps {
  readonly person: Person;
  readonly isBusy: boolean;
  readonly onDelete: () => void;
}

const remainingAccess = ({ locks, entrances }: Person): string | undefined => {
  const doors = locks.length + entrances.length;
  if (doors === 0) return undefined;
  return `They can still open ${doors === 1 ? 'one door' : `${doors} doors`}. Revoke them first to see the result here.`;
};

/** Deletes the identity, after a confirmation that lists the consequences. */
export const DeletePanel = ({ person, isBusy, onDelete }: DeletePanelProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const { display_name: name } = person.identity;
  const warning = remainingAccess(person);
  return (
    <section class="panel" aria-labelledby="delete">
      <div class="panel-head">
        <h3 id="delete">Identity</h3>
        <ActionButton tone="danger" isBusy={isBusy} onPress={() => dialog.current?.showModal()}>
          Delete identity…
        </ActionButton>
      </div>
      <p class="hint muted last">Deleting the identity removes all access above. It cannot be undone.</p>

      <dialog ref={dialog} aria-labelledby="delete-title" aria-describedby="delete-text">
        <h2 id="delete-title">Delete {name}?</h2>
        <div id="delete-text">
          <p>
            This deletes the identity with its ACS users, credentials and client sessions. It cannot be
            undone.
          </p>
          {warning !== undefined && <p class="note">{warning}</p>}
        </div>
        <form method="dialog" class="dialog-buttons">
          <button class="button">Cancel</button>
          <button class="button danger solid" onClick={onDelete}>
            Delete {name}
          </button>
        </form>
      </dialog>
    </section>
  );
};
