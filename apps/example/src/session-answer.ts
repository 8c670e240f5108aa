import type { Role } from './roles.ts';
import type { Source } from './source.ts';

/** What `/session` tells the page. `role` is null when nobody is signed in. */
export interface SessionAnswer {
  readonly role: Role | null;
  readonly source: Source;
}
