import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The current view. */
export type Route =
  | { readonly view: 'people' }
  | { readonly view: 'person'; readonly personId: string }
  /** The plan that offboards a person. */
  | { readonly view: 'offboard'; readonly personId: string }
  /** A run: its progress, then its receipt. */
  | { readonly view: 'run'; readonly runId: string }
  | { readonly view: 'door'; readonly kind: DoorKind; readonly doorId: string };

export type DoorKind = 'device' | 'entrance';

/** Parses a route from the URL's fragment. */
export const toRoute = (hash: string): Route => {
  const [, view, id, rest] = /^#\/(people|runs|devices|entrances)\/([\w-]+)(\/offboard)?$/.exec(hash) ?? [];
  if (id === undefined) return { view: 'people' };
  if (view === 'people') return { view: rest === undefined ? 'person' : 'offboard', personId: id };
  if (rest !== undefined) return { view: 'people' };
  if (view === 'runs') return { view: 'run', runId: id };
  return { view: 'door', kind: view === 'devices' ? 'device' : 'entrance', doorId: id };
};

export const personLink = (user_identity_id: string): string => `#/people/${user_identity_id}`;

export const offboardLink = (user_identity_id: string): string => `${personLink(user_identity_id)}/offboard`;

export const runLink = (run_id: string): string => `#/runs/${run_id}`;

export const doorLink = ({ kind, id }: { readonly kind: DoorKind; readonly id: string }): string =>
  `#/${kind === 'device' ? 'devices' : 'entrances'}/${id}`;

export const peopleLink = '#/';

/** The person whose page or plan is open. */
export const personOf = (route: Route): string | null => ('personId' in route ? route.personId : null);

const useHash = (): string => {
  const [hash, setHash] = useState(location.hash);
  useLayoutEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return hash;
};

/** The route in the URL, so that back, forward and bookmarks work. */
export const useRoute = (): Route => toRoute(useHash());

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/**
 * Moves the keyboard focus when the route changes: to the opened view's heading, and back to the link of the person in the
 * list, or to the list's heading if the link is gone. The first route moves nothing.
 */
export const useRouteFocus = (): void => {
  const hash = useHash();
  const last = useRef(hash);
  useEffect(() => {
    if (last.current === hash) return;
    const from = personOf(toRoute(last.current));
    last.current = hash;
    const target =
      toRoute(hash).view === 'people'
        ? (from !== null && find(`a[href="${personLink(from)}"]`)) || find('#people-heading')
        : find('#view-heading');
    target?.focus();
  }, [hash]);
};

/** Sets the document's title. Without a view, another component sets it. */
export const useTitle = (view: string | undefined): void => {
  useEffect(() => {
    if (view !== undefined) document.title = `${view} · Access console`;
  }, [view]);
};
