import type { EndpointPath } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { parameterNames } from '../../src/generated/parameter-names.ts';

/** Keys and addresses that other rows have. */
const taken = { key: 'taken', email: 'taken@example.com', phone: '+14155550100' } as const;

/** Adds a person, a space and an access grant with a code, whose keys and addresses a request may not use again. */
export const addTaken = ({ add }: FakeSeam): void => {
  const { user_identity_id } = add.userIdentity({
    user_identity_key: taken.key,
    email_address: taken.email,
    phone_number: taken.phone,
  });
  add.space({ space_key: taken.key });
  const { access_grant_id } = add.accessGrant({ user_identity_id, access_grant_key: taken.key });
  add.accessMethod({ access_grant_id, mode: 'code' });
};

const unknownId = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

/** Values that Seam refuses in most places, in one of them each. */
const wrongValues: readonly unknown[] = [
  unknownId,
  [unknownId],
  ...Object.values(taken),
  '2020-01-01T00:00:00.000Z',
  '0',
  -1,
  true,
  false,
  null,
];

/** The value with one part replaced by a wrong one, at any depth; lists also with a wrong item at the end. */
const wrongVariants = (value: unknown): unknown[] => {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const wrongLast = wrongVariants(items.at(-1));
    return [
      ...wrongLast.map((last) => [...items.slice(0, -1), last]),
      ...wrongLast.map((last) => [...items, last]),
    ];
  }
  if (typeof value !== 'object' || value === null) return [...wrongValues];
  return Object.entries(value).flatMap(([name, part]) =>
    wrongVariants(part).map((wrong) => ({ ...value, [name]: wrong })),
  );
};

/** Parameters of an endpoint of which one is wrong, or one more is given. */
export const wrongParameters = (path: EndpointPath, params: object): object[] => [
  ...(wrongVariants(params) as object[]),
  ...(parameterNames[path]?.split(' ') ?? [])
    .filter((name) => !Object.hasOwn(params, name))
    .flatMap((name) => wrongValues.map((wrong) => ({ ...params, [name]: wrong }))),
];
