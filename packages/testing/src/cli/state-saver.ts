import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Snapshot } from '../fake/snapshot.ts';

/** Saves a snapshot. An interruption leaves the old file, not a partial new one. */
const writeState = (file: string, snapshot: Snapshot): void => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, JSON.stringify(snapshot));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`${file}: Cannot save the state: ${(error as Error).message}`, { cause: error });
  }
};

/** How long changes are collected before they are saved together, in milliseconds. */
const delay = 500;

interface StateSaverOptions {
  readonly file: string;
  /** Takes the snapshot to save. */
  readonly take: () => Snapshot;
  /** Called when saving fails. The next change retries. */
  readonly onError: (error: unknown) => void;
}

/** Saves the state of a fake soon after it changed. */
export interface StateSaver {
  /** Schedules saving. */
  readonly changed: () => void;
  /** Saves pending changes immediately. @throws Error when the file cannot be written */
  readonly save: () => void;
}

/** Makes a saver that writes at most twice a second, so that a kill loses at most half a second of changes. */
export const createStateSaver = ({ file, take, onError }: StateSaverOptions): StateSaver => {
  let timer: NodeJS.Timeout | undefined;
  let isSaved = false;

  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (isSaved) return;
    writeState(file, take());
    isSaved = true;
  };
  const saveLater = (): void => {
    try {
      save();
    } catch (error) {
      onError(error);
    }
  };

  return {
    changed: () => {
      isSaved = false;
      // eslint-disable-next-line eslint/no-restricted-globals -- saving uses real time, not the fake's clock
      timer ??= setTimeout(saveLater, delay).unref();
    },
    save,
  };
};
