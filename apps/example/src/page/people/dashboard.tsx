import type { UserIdentity } from '@org/seam-core';
import { useEffect, useState } from 'preact/hooks';
import type { Role, Source } from '../../session.ts';
import { seam } from '../api.ts';
import { NoticeBar, type Notice, type ShowNotice } from '../changes/notice-bar.tsx';
import { Header } from '../components/header.tsx';
import { DoorView } from '../doors/door-view.tsx';
import { OffboardView } from '../offboarding/offboard-view.tsx';
import { RunView } from '../offboarding/run-view.tsx';
import { PersonView } from '../person/person-view.tsx';
import { personOf, useRoute, useRouteFocus, useTitle, type Route } from '../route.ts';
import { useUpdates, useUpdateStream } from '../updates/use-updates.ts';
import { useLoad, type Loaded } from '../use-load.ts';
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

interface DetailProps {
  readonly route: Route;
  readonly people: Loaded<readonly UserIdentity[]>;
  readonly showNotice: ShowNotice;
  /** Called with the id of a person who was deleted. */
  readonly onDeleted: (user_identity_id: string) => void;
}

/** What the route selects, beside the list. */
const Detail = ({ route, people, showNotice, onDeleted }: DetailProps) => {
  switch (route.view) {
    case 'person':
      return (
        <PersonView
          key={route.personId}
          id={route.personId}
          people={people}
          showNotice={showNotice}
          onDeleted={onDeleted}
        />
      );
    case 'offboard':
      return <OffboardView key={route.personId} id={route.personId} showNotice={showNotice} />;
    case 'run':
      return <RunView key={route.runId} id={route.runId} showNotice={showNotice} />;
    case 'door':
      return <DoorView key={route.doorId} kind={route.kind} id={route.doorId} />;
    case 'people':
    default:
      return <p class="placeholder muted">Select a person to see the doors they can open.</p>;
  }
};

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
  // A load of the list that began before a deletion may end after it.
  const [deletedId, setDeletedId] = useState<string>();
  const listed = people.value?.filter(({ user_identity_id }) => user_identity_id !== deletedId);
  const personId = personOf(route);
  useTitle(route.view === 'people' ? 'People' : undefined);
  useRouteFocus();
  useUpdateStream();
  useUpdates(() => true, people.reload);
  useEffect(() => {
    if (personId !== null) setNotice(undefined);
  }, [personId]);
  useEffect(() => {
    if (hasJustSignedIn) document.querySelector<HTMLElement>('#people-heading')?.focus();
  }, [hasJustSignedIn]);

  return (
    <>
      <Header role={role} source={source} onSignOut={onSignOut} />
      <main class="dashboard" data-view={route.view === 'people' ? 'people' : 'detail'}>
        {role === 'viewer' && (
          <p class="note viewer-note">
            Viewers cannot change anything. Press a button to see the server refuse the change.
          </p>
        )}
        <PeopleList
          people={listed ? { ...people, value: listed } : people}
          limit={limit}
          search={search}
          selectedId={personId}
          onSearch={setSearch}
        />
        <Detail route={route} people={people} showNotice={setNotice} onDeleted={setDeletedId} />
      </main>
      <NoticeBar notice={notice} onDismiss={() => setNotice(undefined)} />
    </>
  );
};
