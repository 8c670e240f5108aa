import { useEffect, useRef } from 'preact/hooks';
import type { Update } from '../../access.ts';
import { endSession, session } from '../api.ts';

type Listener = (update: Update) => void;

const listeners = new Set<Listener>();

/** Updates of these many milliseconds are read together. */
const window = 250;

/** After the server refused the stream, the session is checked this much later, in milliseconds. */
const reconnectDelay = 1000;

/** What may have changed while the page was not connected: everything. */
const anything: Update = {};

const notifyAll = (update: Update): void => {
  for (const listener of listeners) listener(update);
};

/**
 * Keeps the stream of updates open while the page is signed in. After an interruption it connects again, and all views read
 * again what they show.
 */
export const useUpdateStream = (): void => {
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasInterrupted = false;
    const connect = () => {
      source = new EventSource('/api/access/updates');
      source.addEventListener('message', ({ data }) => notifyAll(JSON.parse(String(data)) as Update));
      source.addEventListener('open', () => {
        if (wasInterrupted) notifyAll(anything);
        wasInterrupted = false;
      });
      source.addEventListener('error', () => {
        wasInterrupted = true;
        // The browser connects again by itself, unless the server refused the request.
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => void check(), reconnectDelay);
      });
    };
    const check = async () => {
      const current = await session.read().catch(() => undefined);
      if (current?.role === null) endSession();
      else connect();
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, []);
};

/** Calls `reload` soon after an update that `concerns` accepts. Updates that follow each other cause one call. */
export const useUpdates = (concerns: (update: Update) => boolean, reload: () => unknown): void => {
  const latest = useRef({ concerns, reload });
  latest.current = { concerns, reload };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener: Listener = (update) => {
      if (!latest.current.concerns(update)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void latest.current.reload();
      }, window);
    };
    listeners.add(listener);
    return () => {
      clearTimeout(timer);
      listeners.delete(listener);
    };
  }, []);
};

/** Whether an update may concern a person. */
export const concernsPerson =
  (id: string) =>
  ({ user_identity_id }: Update): boolean =>
    user_identity_id === undefined || user_identity_id === id;
