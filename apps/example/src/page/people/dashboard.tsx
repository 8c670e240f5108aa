import { useEffect, useState } from 'preact/hooks';
import type { Role, Source } from '../../session.ts';
import { seam } from '../api.ts';
import { NoticeBar, type Notice } from '../changes/notice-bar.tsx';
import { Header } from '../components/header.tsx';
import { PersonView } from '../person/person-view.tsx';
import { useRoute, useRouteFocus, useTitle } from '../route.ts';
import { useLoad } from '../use-load.ts';
import { PeopleList } from './people-list.tsx';

/** Returns `value` after it has not changed for `milliseconds`. */
const useDebounced = <T,>(value: T, milliseconds: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
};

interface DashboardProps {
  readonly role: Role;
  readonly source: Source;
  /** Moves the keyboard focus to the list. */
  readonly hasJustSignedIn: boolean;
  readonly onSignOut: () => void;
}

const limit = 100;

/** The signed-in view: the list of people on one side, the selected person on the other. */
export const Dashboard = ({ role, source, hasJustSignedIn, onSignOut }: DashboardProps) => {
  const route = useRoute();
  const [notice, setNotice] = useState<Notice>();
  const [search, setSearch] = useState('');
  const query = useDebounced(search.trim(), 200);
  const people = useLoad(
    (signal) => seam.userIdentities.list({ limit, ...(query && { search: query }) }, { signal }),
    query,
  );
  const { personId } = route;
  useTitle(personId === null ? 'People' : undefined);
  useRouteFocus(route);
  useEffect(() => {
    if (personId !== null) setNotice(undefined);
  }, [personId]);
  useEffect(() => {
    if (hasJustSignedIn) document.querySelector<HTMLElement>('#people-heading')?.focus();
  }, [hasJustSignedIn]);

  return (
    <>
      <Header role={role} source={source} onSignOut={onSignOut} />
      <main class="dashboard" data-view={personId === null ? 'people' : 'person'}>
        {role === 'viewer' && (
          <p class="note viewer-note">
            Viewers cannot change anything. Press a button to see the server refuse the change.
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
          <p class="placeholder muted">Select a person to see the doors they can open.</p>
        ) : (
          <PersonView key={personId} id={personId} people={people} showNotice={setNotice} />
        )}
      </main>
      <NoticeBar notice={notice} onDismiss={() => setNotice(undefined)} />
    </>
  );
};
