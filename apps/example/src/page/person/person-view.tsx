import type { UserIdentity } from '@org/seam-core';
import { AcsUserPanel } from '../access/acs-user-panel.tsx';
import { EntrancePanel } from '../access/entrance-panel.tsx';
import { LockPanel } from '../access/lock-panel.tsx';
import { seam } from '../api.ts';
import { useConfirm } from '../changes/confirm-dialog.tsx';
import type { ShowNotice } from '../changes/notice-bar.tsx';
import { useChange } from '../changes/use-change.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { PanelSkeleton } from '../components/panel.tsx';
import { HistoryPanel } from '../history/history-panel.tsx';
import { liveRunOf, RunNote } from '../offboarding/run-note.tsx';
import { peopleLink, personOf, toRoute, useTitle } from '../route.ts';
import { concernsPerson, useUpdates } from '../updates/use-updates.ts';
import { useLoad, type Loaded } from '../use-load.ts';
import { DeletePanel } from './delete-panel.tsx';
import { PersonHead } from './person-head.tsx';
import { readIsDeleted, readPerson } from './read-person.ts';

interface PersonViewProps {
  readonly id: string;
  readonly people: Loaded<readonly UserIdentity[]>;
  readonly showNotice: ShowNotice;
  /** Called with the id of a person who was deleted. */
  readonly onDeleted: (user_identity_id: string) => void;
}

/** One person: the doors they can open and why, their history, and buttons to grant and revoke. */
export const PersonView = ({ id, people, showNotice, onDeleted }: PersonViewProps) => {
  const person = useLoad((signal) => readPerson(id, signal));
  const reloadAll = async () => (await Promise.all([person.reload(), people.reload()]))[0];
  const reload = async () => {
    showNotice({ tone: 'working', text: 'Reloading…' });
    showNotice((await reloadAll()) && { tone: 'done', text: 'Reloaded.' });
  };
  const changes = useChange(reloadAll, showNotice);
  const reloadDeleted = async () => (await Promise.all([readIsDeleted(id), people.reload()]))[0];
  const deletion = useChange(reloadDeleted, showNotice);
  const [ask, dialog] = useConfirm();
  const isBusy = changes.isBusy || deletion.isBusy;
  useUpdates(concernsPerson(id), () => {
    if (!isBusy) void person.reload();
  });
  const identity =
    person.value?.identity ?? people.value?.find(({ user_identity_id }) => user_identity_id === id);
  useTitle(identity?.display_name ?? 'Person');

  const remove = async () => {
    const name = identity?.display_name ?? 'The identity';
    const isDeleted = await deletion.change({
      call: () => seam.userIdentities.delete({ user_identity_id: id }),
      doing: `Deleting ${name}…`,
      done: `${name} is deleted.`,
      notDone: `${name} was not deleted.`,
      isVisible: (isGone) => isGone,
    });
    if (!isDeleted) {
      await person.reload();
      return;
    }
    onDeleted(id);
    if (personOf(toRoute(location.hash)) === id) location.hash = peopleLink;
  };

  return (
    <article class="person" aria-labelledby="view-heading" aria-busy={person.isLoading || isBusy}>
      <PersonHead
        id={id}
        identity={identity}
        person={person.value}
        isLoading={person.isLoading}
        onReload={() => void reload()}
      />
      {person.error !== undefined && (
        <FailurePanel title="This person could not be loaded" error={person.error} onRetry={person.reload} />
      )}
      {person.error === undefined && person.value === undefined && (
        <>
          <PanelSkeleton title="Single locks" rows={2} />
          <PanelSkeleton title="Entrances" rows={3} />
          <PanelSkeleton title="ACS users" rows={1} />
        </>
      )}
      {person.error === undefined && person.value && (
        <>
          <RunNote run={liveRunOf(person.value.access.runs)} />
          <LockPanel person={person.value} changes={{ ...changes, isBusy }} ask={ask} />
          <EntrancePanel person={person.value} changes={{ ...changes, isBusy }} ask={ask} />
          <AcsUserPanel person={person.value} changes={{ ...changes, isBusy }} ask={ask} />
          <DeletePanel person={person.value} isBusy={isBusy} ask={ask} onDelete={() => void remove()} />
        </>
      )}
      <HistoryPanel user_identity_id={id} />
      {dialog}
    </article>
  );
};
