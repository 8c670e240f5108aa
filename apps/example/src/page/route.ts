/** A place in the console: the list of people, or one person. */
export interface Route {
  readonly personId: string | null;
}

/** Reads a place from the URL's fragment. */
export const toRoute = (hash: string): Route => ({
  personId: /^#\/people\/([\w-]+)$/.exec(hash)?.[1] ?? null,
});

/** The link to a person. */
export const personLink = (user_identity_id: string): string => `#/people/${user_identity_id}`;

/** The link to the list of people. */
export const peopleLink = '#/';
