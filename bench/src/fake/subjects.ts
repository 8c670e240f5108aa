/** The two fakes, by the names of their packages. */
export const fakes = ['@org/seam-testing', '@seamapi/fake-seam-connect'] as const;

export type Fake = (typeof fakes)[number];

/** The subjects of the comparison, in the order of the columns. */
export const subjects = [...fakes, 'bare node:http'] as const;

export type Subject = (typeof subjects)[number];

/** The version of the vendor's fake: the latest published one. */
export const versions = { '@seamapi/fake-seam-connect': '1.86.0' };
