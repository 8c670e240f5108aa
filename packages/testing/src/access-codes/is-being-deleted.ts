import type { AccessCodeRow } from '../rows.ts';

/** Whether an access code was deleted and is only waiting for its device. */
export const isBeingDeleted = ({ warnings }: Pick<AccessCodeRow, 'warnings'>): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');
