import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

interface State<T> {
  readonly value?: T;
  readonly error?: unknown;
  readonly isLoading: boolean;
}

/** Data loaded from the API. While it reloads, the last value stays. */
export interface Loaded<T> extends State<T> {
  /** Loads again. Resolves with the new value once it is rendered, or with undefined after a failure or an abort. */
  readonly reload: () => Promise<T | undefined>;
}

/**
 * Loads data when the component mounts, when `key` changes and when `reload` is called. A new load aborts the previous one.
 */
export const useLoad = <T>(load: (signal: AbortSignal) => Promise<T>, key = ''): Loaded<T> => {
  const [state, setState] = useState<State<T>>({ isLoading: true });
  const latest = useRef(load);
  latest.current = load;
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
