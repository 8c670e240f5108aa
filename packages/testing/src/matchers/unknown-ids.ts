import type { FakeSeam } from '../fake/fake-seam.ts';
import { endpointsByPath, resourceParams } from '../fake/endpoint-paths.ts';
import { type IdKind, wasMade } from '../fake/ids.ts';
import type { AccessSubject } from './access-subject.ts';

const collections = {
  user_identity_id: 'userIdentities',
  acs_user_id: 'acsUsers',
  access_code_id: 'accessCodes',
  device_id: 'devices',
  acs_entrance_id: 'acsEntrances',
} as const;

type IdName = keyof typeof collections;

/** Whether a successful request named the id of an object that had to exist. A filter of a list proves nothing. */
const wasUsed = ({ journal }: FakeSeam, name: IdName, id: string): boolean =>
  journal.calls.some(({ endpoint, params, status, applied, fault }) => {
    const known = endpointsByPath.get(endpoint)?.endpoint;
    return (
      params[name] === id &&
      (applied || (status === 200 && fault === undefined)) &&
      known !== undefined &&
      resourceParams(known, params).includes(name)
    );
  });

/**
 * The ids that never existed: of the wrong kind, or mistyped. Deleted objects are valid, because a test may prove that
 * they open nothing.
 */
export const unknownIdsOf = (fake: FakeSeam, subject: AccessSubject): string[] =>
  (Object.keys(collections) as IdName[]).flatMap((name) => {
    const id: unknown = subject[name];
    if (id === undefined) return [];
    if (typeof id !== 'string' || id === '') return [`${name} ${JSON.stringify(id)}`];
    const isKnown =
      fake.state[collections[name]].get(id) !== undefined ||
      wasMade(fake.snapshot().ids, name.replace(/_id$/, '') as IdKind, id) ||
      wasUsed(fake, name, id);
    return isKnown ? [] : [`${name} ${id}`];
  });
