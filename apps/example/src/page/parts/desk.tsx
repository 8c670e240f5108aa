import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../../roles.ts';
import type { Source } from '../../source.ts';
import type { Notice } from '../notice.ts';
import { seam } from '../seam.ts';
import { useDelayed } from '../state/use-delayed.ts';
import { useLoad } from '../state/use-load.ts';
import { useRoute } from '../state/use-route.ts';
import { useRouteFocus } from '../state/use-route-focus.ts';
import { useTitle } from '../state/use-title.ts';
import { NoticeBar } from './notice-bar.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonView } from './person-view.tsx';
import { TopBar } from './top-bar.tsx';

interface DeskProps {
  readonly role: Role;
  readonly source: Source;
  /** Whether somebody just signed in, and the keyboard has nowhere to be. */
  readonly isFresh: boolean;
  readonly onSignOut: () => void;
}

const limit = 100;

/** The console of somebody who is signed in: everybody on one side, one person on the other. */
export const Desk = ({ role, source, isFresh, onSignOut }: DeskProps) => {
  const route = useRoute();
  const [notice, setNotice] = useState<Notice>();
  const [search, setSearch] = useState('');
  const wanted = useDelayed(search.trim(), 200);
  const people = useLoad(
    (signal) => seam.userIdentities.list({ limit, ...(wanted && { search: wanted }) }, { signal }),
    wanted,
  );
  const { personId } = route;
  useTitle(personId === null ? 'People' : undefined);
  useRouteFocus(route);
  useEffect(() => {
    if (personId !== null) setNotice(undefined);
  }, [personId]);
  useEffect(() => {
    if (isFresh) document.querySelector<HTMLElement>('#people-heading')?.focus();
  }, [isFresh]);

  return (
    <>
      <TopBar role={role} source={source} onSignOut={onSignOut} />
      <main class="desk" data-view={personId === null ? 'people' : 'person'}>
        {role === 'viewer' && (
          <p class="remark viewer-note">
            A viewer may look and not change anything. Press a button to see the server refuse.
          </p>
        )}
        <PeopleList
          people={people}
          limit={limit}
          search={search}
          selectedId={personId}
          onSearch={setSearch}
        />
        {personId === null ? (
          <p class="nobody muted">Choose a person to see every door they can open.</p>
        ) : (
          <PersonView key={personId} id={personId} people={people} announce={setNotice} />
        )}
      </main>
      <NoticeBar notice={notice} onDismiss={() => setNotice(undefined)} />
    </>
  );
};
