/** The two fakes, by the names of their packages. */
export const fakes = ['@org/seam-testing', '@seamapi/fake-seam-connect'] as const;

export type Fake = (typeof fakes)[number];

/** What is compared, in the order of the table's columns. */
export const subjects = [...fakes, 'bare node:http'] as const;

export type Subject = (typeof subjects)[number];

/** The vendor's fake that is compared: the newest that is published. */
export const versions = { '@seamapi/fake-seam-connect': '1.86.0' };
