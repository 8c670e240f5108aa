import type { UserIdentity } from '@org/seam-core';
import type { Person } from '../read-person.ts';
import { peopleLink } from '../route.ts';
import { Initials } from './initials.tsx';

interface PersonHeadProps {
  readonly identity: UserIdentity | undefined;
  readonly person: Person | undefined;
  readonly isLoading: boolean;
  readonly onReadAgain: () => void;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

const summarize = ({ locks, entrances }: Person): string => {
  const doors = [
    ...(locks.length > 0 ? [count(locks.length, 'lock', 'locks')] : []),
    ...(entrances.length > 0 ? [count(entrances.length, 'entrance', 'entrances')] : []),
  ];
  return doors.length === 0 ? 'Can open no door.' : `Can open ${doors.join(' and ')}.`;
};

/** Who this is and, in a sentence, what they can open. */
export const PersonHead = ({ identity, person, isLoading, onReadAgain }: PersonHeadProps) => (
  <div class="person-head">
    <a class="back" href={peopleLink}>
      People
    </a>
    <Initials name={identity?.display_name} isLarge />
    <div class="person-words">
      <h2 id="person-heading" tabIndex={-1}>
        {identity?.display_name ?? (isLoading ? 'Loading…' : 'Person')}
      </h2>
      <p class="muted">{identity?.email_address ?? identity?.phone_number ?? '\u00A0'}</p>
      <p class="summary">{person ? summarize(person) : '\u00A0'}</p>
    </div>
    <button type="button" class="button" onClick={onReadAgain}>
      Read again
    </button>
  </div>
);
