import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Snapshot } from '../snapshot.ts';

/** Saves a snapshot. Who stops it halfway finds the old file, not half of the new one. */
export const writeState = (file: string, snapshot: Snapshot): void => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, JSON.stringify(snapshot));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`${file}: The state cannot be saved: ${(error as Error).message}`, { cause: error });
  }
};
