import * as v from 'valibot';

export const uuid = v.pipe(v.string(), v.uuid());
export const dateTime = v.pipe(v.string(), v.isoTimestamp());
export const email = v.pipe(v.string(), v.email());
