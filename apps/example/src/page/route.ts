import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The current view: the list of people (`null`), or one person. */
export interface Route {
  readonly personId: string | null;
}

/** Parses a route from the URL's fragment. */
export const toRoute = (hash: string): Route => ({
  personId: /^#\/people\/([\w-]+)$/.exec(hash)?.[1] ?? null,
});

export const personLink = (user_identity_id: string): string => `#/people/${user_identity_id}`;

export const peopleLink = '#/';

/** The route in the URL, so that back, forward and bookmarks work. */
export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash);
  useLayoutEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return toRoute(hash);
};

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/**
 * Moves the keyboard focus when the route changes: to the opened person's heading, and back to their link in the list, or
 * to the list's heading if the link is gone. The first route moves nothing.
 */
export const useRouteFocus = ({ personId }: Route): void => {
  const last = useRef(personId);
  useEffect(() => {
    if (last.current === personId) return;
    const from = last.current;
    last.current = personId;
    const target =
      personId === null
        ? (from && find(`a[href="${personLink(from)}"]`)) || find('#people-heading')
        : find('#person-heading');
    target?.focus();
  }, [personId]);
};

/** Sets the document's title. Without a view, another component sets it. */
export const useTitle = (view: string | undefined): void => {
  useEffect(() => {
    if (view !== undefined) document.title = `${view} · Access console`;
  }, [view]);
};
