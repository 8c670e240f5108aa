import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Snapshot } from '../fake/snapshot.ts';

/** Saves a snapshot. Who stops it halfway finds the old file, not half of the new one. */
const writeState = (file: string, snapshot: Snapshot): void => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, JSON.stringify(snapshot));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`${file}: The state cannot be saved: ${(error as Error).message}`, { cause: error });
  }
};

/** How long changes are collected before they are saved together, in milliseconds. */
const delay = 500;

interface StateSaverOptions {
  readonly file: string;
  /** What is saved. */
  readonly take: () => Snapshot;
  /** Called when it could not be saved. It is tried again at the next change. */
  readonly onError: (error: unknown) => void;
}

/** Saves the state of a fake soon after it changed. */
export interface StateSaver {
  /** Plans to save. */
  readonly changed: () => void;
  /** Saves at once what was not saved yet. @throws Error when it cannot be saved */
  readonly save: () => void;
}

/** Makes a saver that writes at most twice a second, so that a kill loses half a second of changes. */
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
      // eslint-disable-next-line eslint/no-restricted-globals -- files are written in real time, whatever the fake's clock says
      timer ??= setTimeout(saveLater, delay).unref();
    },
    save,
  };
};
