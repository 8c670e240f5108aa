/** What the server and the page share about the session. */

const roles = ['manager', 'viewer'] as const;

export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** The source of the data: the fake in memory, or the Seam API. */
export type Source = 'demo' | 'seam';

/** The label of each source, on the page and in the terminal. */
export const sourceNames: Record<Source, string> = {
  demo: 'Demo data',
  seam: 'Connected to Seam',
};

/** The response body of `/session`. `role` is null without a session. */
export interface SessionResponse {
  readonly role: Role | null;
  readonly source: Source;
}
