import type { AccessCodeRow } from '../rows.ts';

/** Whether a device has an access code: from when it was set until it is removed, whatever is pending. */
export const isOnDevice = ({ status, pending_mutations }: AccessCodeRow): boolean =>
  status !== 'unset' &&
  !(status === 'setting' && pending_mutations.some(({ mutation_code }) => mutation_code === 'creating'));
