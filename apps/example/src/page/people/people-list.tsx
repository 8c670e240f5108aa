import type { UserIdentity } from '@org/seam-core';
import { FailurePanel } from '../components/failure-panel.tsx';
import { SkeletonRows } from '../components/panel.tsx';
import { personLink } from '../route.ts';
import type { Loaded } from '../use-load.ts';

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [...new Set([words.at(0), words.at(-1)])]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('');
};

/** Decorative initials next to a name, hidden from screen readers. */
export const Initials = ({ name = '', isLarge = false }: { name: string | undefined; isLarge?: boolean }) => (
  <span class={isLarge ? 'initials large' : 'initials'} aria-hidden="true">
    {initialsOf(name)}
  </span>
);

interface PeopleListProps {
  readonly people: Loaded<readonly UserIdentity[]>;
  readonly limit: number;
  readonly search: string;
  readonly selectedId: string | null;
  readonly onSearch: (search: string) => void;
}

const systemsOf = ({ acs_user_ids: { length } }: UserIdentity): string =>
  length === 0 ? 'No access system' : length === 1 ? '1 access system' : `${length} access systems`;

const countOf = (people: readonly UserIdentity[], limit: number): string => {
  if (people.length >= limit) return `First ${limit}. Search for others.`;
  return people.length === 1 ? '1 person' : `${people.length} people`;
};

/** The list of people, filtered by the search. */
export const PeopleList = ({ people, limit, search, selectedId, onSearch }: PeopleListProps) => {
  const { value, error } = people;
  return (
    <nav class="people" aria-labelledby="people-heading" aria-busy={people.isLoading}>
      <div class="people-head">
        <h2 id="people-heading" tabIndex={-1}>
          People
        </h2>
        <p class="small muted" role="status">
          {value && error === undefined && countOf(value, limit)}
        </p>
      </div>
      <label class="visually-hidden" for="search">
        Search people
      </label>
      <input
        id="search"
        class="search"
        type="search"
        placeholder="Search by name or email"
        autocomplete="off"
        value={search}
        onInput={({ currentTarget }) => onSearch(currentTarget.value)}
      />
      {error !== undefined && (
        <FailurePanel title="The people could not be loaded" error={error} onRetry={people.reload} />
      )}
      {error === undefined && !value && <SkeletonRows rows={8} />}
      {error === undefined && value?.length === 0 && (
        <p class="empty">{search ? `No person matches “${search}”.` : 'There are no people yet.'}</p>
      )}
      {error === undefined && value && (
        <ul class="rows">
          {value.map((person) => (
            <li key={person.user_identity_id}>
              <a
                class="row"
                href={personLink(person.user_identity_id)}
                aria-current={person.user_identity_id === selectedId ? 'page' : undefined}
              >
                <Initials name={person.display_name} />
                <span class="row-text">
                  <span class="row-name">{person.display_name}</span>
                  <span class="small muted">{systemsOf(person)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
};
