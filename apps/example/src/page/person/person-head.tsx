import type { UserIdentity } from '@org/seam-core';
import { Initials } from '../people/people-list.tsx';
import { count } from '../format.ts';
import { offboardLink, peopleLink } from '../route.ts';
import type { Person } from './read-person.ts';

interface PersonHeadProps {
  readonly id: string;
  readonly identity: UserIdentity | undefined;
  readonly person: Person | undefined;
  readonly isLoading: boolean;
  readonly onReload: () => void;
}

const summarize = ({ locks, entrances }: Person): string => {
  const doors = [
    ...(locks.length > 0 ? [count(locks.length, 'lock', 'locks')] : []),
    ...(entrances.length > 0 ? [count(entrances.length, 'entrance', 'entrances')] : []),
  ];
  return doors.length === 0 ? 'Cannot open any door.' : `Can open ${doors.join(' and ')}.`;
};

/** Name, contact and the number of doors. */
export const PersonHead = ({ id, identity, person, isLoading, onReload }: PersonHeadProps) => (
  <div class="person-head">
    <a class="back" href={peopleLink}>
      People
    </a>
    <Initials name={identity?.display_name} isLarge />
    <div class="person-text">
      <h2 id="view-heading" tabIndex={-1}>
        {identity?.display_name ?? (isLoading ? 'Loading…' : 'Person')}
      </h2>
      <p class="muted">{identity?.email_address ?? identity?.phone_number ?? '\u00A0'}</p>
      <p class="summary">{person ? summarize(person) : '\u00A0'}</p>
    </div>
    <div class="head-actions">
      <button type="button" class="button" onClick={onReload}>
        Reload
      </button>
      <a class="button danger" href={offboardLink(id)}>
        Offboard…
      </a>
    </div>
  </div>
);
