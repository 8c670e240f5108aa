import { useRef } from 'preact/hooks';
import type { Person } from '../read-person.ts';
import { ActionButton } from './action-button.tsx';

interface DeletePanelProps {
  readonly person: Person;
  readonly isBusy: boolean;
  readonly onDelete: () => void;
}

const stillOpens = ({ locks, entrances }: Person): string | undefined => {
  const doors = locks.length + entrances.length;
  if (doors === 0) return undefined;
  return `They can still open ${doors === 1 ? 'one door' : `${doors} doors`}. Revoke those first, and you can see here that it worked.`;
};

/** Deleting the identity, after a question that says what goes with it. */
export const DeletePanel = ({ person, isBusy, onDelete }: DeletePanelProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const { display_name: who } = person.identity;
  const warning = stillOpens(person);
  return (
    <section class="panel" aria-labelledby="delete">
      <div class="panel-head">
        <h3 id="delete">Identity</h3>
        <ActionButton tone="danger" isBusy={isBusy} onPress={() => dialog.current?.showModal()}>
          Delete identity…
        </ActionButton>
      </div>
      <p class="hint muted last">Deleting it ends everything above at once, and cannot be undone.</p>

      <dialog ref={dialog} aria-labelledby="delete-title" aria-describedby="delete-words">
        <h2 id="delete-title">Delete {who}?</h2>
        <div id="delete-words">
          <p>
            This deletes the identity with its ACS users, credentials and client sessions. It cannot be
            undone.
          </p>
          {warning !== undefined && <p class="remark">{warning}</p>}
        </div>
        <form method="dialog" class="dialog-buttons">
          <button class="button">Cancel</button>
          <button class="button danger solid" onClick={onDelete}>
            Delete {who}
          </button>
        </form>
      </dialog>
    </section>
  );
};
