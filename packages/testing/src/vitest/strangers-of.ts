import type { FakeSeam } from '../create-fake-seam.ts';
import { wasMade, type IdKind } from '../ids.ts';
import type { AccessSubject } from './access-subject.ts';

const collections = {
  user_identity_id: 'userIdentities',
  acs_user_id: 'acsUsers',
  device_id: 'devices',
  acs_entrance_id: 'acsEntrances',
} as const;

type IdName = keyof typeof collections;

/** Whether a call named the id and was answered with success: then there was something with that id, whoever made it. */
const wasUsed = ({ journal }: FakeSeam, name: IdName, id: string): boolean =>
  journal.calls.some(({ params, status, applied }) => params[name] === id && (status === 200 || applied));

/**
 * What of the subject there is not, and never was: an id of a wrong kind, a mistyped one. Whoever was deleted can open
 * nothing, which is what a test may want to prove; whoever never existed proves nothing.
 */
export const strangersOf = (fake: FakeSeam, subject: AccessSubject): string[] =>
  (Object.keys(collections) as IdName[]).flatMap((name) => {
    const id: unknown = subject[name];
    if (id === undefined) return [];
    if (typeof id !== 'string' || id === '') return [`${name} is no id: ${JSON.stringify(id)}`];
    const isKnown =
      fake.state[collections[name]].get(id) !== undefined ||
      wasMade(fake.snapshot().ids, name.replace(/_id$/, '') as IdKind, id) ||
      wasUsed(fake, name, id);
    return isKnown ? [] : [`there never was a ${name} ${id}`];
  });
