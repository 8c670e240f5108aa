import { planOffboarding } from '@org/seam-access';
import type { Seam } from '@org/seam-core';
import type { AuditEntry } from '@org/seam-express';
import { toHistoryEntry } from '../../src/server/access/history.ts';
import type { Services } from '../../src/server/open-services.ts';

/** No runs, and a history in memory, for tests that store nothing: opening a database takes a second. */
export const createStubServices = (seam: Seam): Pick<Services, 'history' | 'offboardings'> => {
  const entries: AuditEntry[] = [];
  const refuse = () => Promise.reject(new Error('This console has no data folder.'));
  return {
    history: {
      write: (entry) => {
        entries.push(entry);
        return Promise.resolve();
      },
      writeRun: refuse,
      ofPerson: (id) =>
        Promise.resolve(
          entries
            .filter(({ params }) => params?.['user_identity_id'] === id)
            .map(toHistoryEntry)
            .toReversed(),
        ),
    },
    offboardings: {
      plan: (user_identity_id, choices) => planOffboarding(seam, { user_identity_id }, choices),
      find: () => Promise.resolve(undefined),
      ofPerson: () => Promise.resolve([]),
      start: refuse,
      cancel: refuse,
      retry: refuse,
      wake: refuse,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    },
  };
};
