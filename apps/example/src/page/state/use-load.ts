import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

interface State<T> {
  readonly value?: T;
  readonly error?: unknown;
  readonly isLoading: boolean;
}

/** Something read from the API. While it is read again, the last value stays. */
export interface Loaded<T> extends State<T> {
  /** Reads again; resolves with the new value once it is on the page, and with undefined when there is none. */
  readonly reload: () => Promise<T | undefined>;
}

/**
 * Reads when the component appears, and again when `key` changes or `reload` is called. Only the last reading counts:
 * an earlier one is aborted.
 */
export const useLoad = <T>(read: (signal: AbortSignal) => Promise<T>, key = ''): Loaded<T> => {
  const [state, setState] = useState<State<T>>({ isLoading: true });
  const latest = useRef(read);
  latest.current = read;
  const running = useRef<AbortController>(undefined);

  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState(({ error: _, ...last }) => ({ ...last, isLoading: true }));
    try {
      const value = await latest.current(controller.signal);
      if (controller.signal.aborted) return undefined;
      setState({ value, isLoading: false });
      return value;
    } catch (error) {
      if (!controller.signal.aborted) setState((last) => ({ ...last, error, isLoading: false }));
      return undefined;
    }
  }, []);

  useEffect(() => {
    void reload();
    return () => running.current?.abort();
  }, [key, reload]);

  return { ...state, reload };
};
