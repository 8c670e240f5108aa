import type { AcsEntrance } from '@org/seam-core';
import type { AcsEntranceRow } from '../state.ts';

/** An entrance as the API shows it. */
export const presentAcsEntrance = ({ workspace_id: _, ...entrance }: AcsEntranceRow): AcsEntrance => entrance;
