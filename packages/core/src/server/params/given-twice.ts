import type { SeamInvalidInputError } from '../../errors/seam-invalid-input-error.ts';
import { invalidInput } from '../../params/invalid-input.ts';

/** A parameter with two values, of which the one who decides could read the first and the one who acts the second. */
export const givenTwice = (name: string): SeamInvalidInputError =>
  invalidInput([{ path: [name], message: 'Was given more than once' }], '', 'rejected');
