import type { UserIdentity } from '@org/seam-core';
import type { Announce } from '../notice.ts';
import { readPerson } from '../read-person.ts';
import { peopleLink, toRoute } from '../route.ts';
import { seam } from '../seam.ts';
import { useChange } from '../state/use-change.ts';
import { useLoad, type Loaded } from '../state/use-load.ts';
import { useTitle } from '../state/use-title.ts';
import { AcsUserPanel } from './acs-user-panel.tsx';
import { DeletePanel } from './delete-panel.tsx';
import { EntrancePanel } from './entrance-panel.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { PersonHead } from './person-head.tsx';
import { PersonSkeleton } from './person-skeleton.tsx';

interface PersonViewProps {
  readonly id: string;
  readonly people: Loaded<readonly UserIdentity[]>;
  readonly announce: Announce;
}

/** One person: every door they can open, and the buttons that change it. */
export const PersonView = ({ id, people, announce }: PersonViewProps) => {
  const person = useLoad((signal) => readPerson(id, signal));
  const readAgain = async () => (await Promise.all([person.reload(), people.reload()]))[0];
  const look = async () => {
    announce({ tone: 'working', text: 'Reading again…' });
    announce((await readAgain()) && { tone: 'done', text: 'Read again just now.' });
  };
  const changing = useChange(readAgain, announce);
  const deleting = useChange(people.reload, announce);
  const identity =
    person.value?.identity ?? people.value?.find(({ user_identity_id }) => user_identity_id === id);
  useTitle(identity?.display_name ?? 'Person');

  const remove = async () => {
    const who = identity?.display_name ?? 'The identity';
    const isGone = await deleting.change({
      call: () => seam.userIdentities.delete({ user_identity_id: id }),
      doing: `Deleting ${who}…`,
      done: `${who} is deleted.`,
      notDone: `${who} was not deleted.`,
      shows: (fresh) => fresh.every(({ user_identity_id }) => user_identity_id !== id),
    });
    if (!isGone) await person.reload();
    else if (toRoute(location.hash).personId === id) location.hash = peopleLink;
  };

  const isBusy = changing.isBusy || deleting.isBusy;
  return (
    <article class="person" aria-labelledby="person-heading" aria-busy={person.isLoading || isBusy}>
      <PersonHead
        identity={identity}
        person={person.value}
        isLoading={person.isLoading}
        onReadAgain={() => void look()}
      />
      {person.error !== undefined && (
        <FailurePanel title="This person could not be read" error={person.error} onRetry={person.reload} />
      )}
      {person.error === undefined && person.value === undefined && <PersonSkeleton />}
      {person.error === undefined && person.value && (
        <>
          <LockPanel person={person.value} changing={{ ...changing, isBusy }} />
          <EntrancePanel person={person.value} changing={{ ...changing, isBusy }} />
          <AcsUserPanel person={person.value} changing={{ ...changing, isBusy }} />
          <DeletePanel person={person.value} isBusy={isBusy} onDelete={() => void remove()} />
        </>
      )}
    </article>
  );
};
