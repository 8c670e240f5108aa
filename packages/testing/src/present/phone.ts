import type { Phone } from '@org/seam-core';
import type { PhoneRow } from '../rows.ts';

/** A phone as the API shows it, which does not say whose it is. */
export const presentPhone = ({ user_identity_id: _, ...phone }: PhoneRow): Phone => phone;
