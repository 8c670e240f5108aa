const name = 'console:signed-out';

/** The server no longer knows who this is: the session ended, or the server was restarted. */
export const signedOut = {
  tell: (): void => {
    dispatchEvent(new Event(name));
  },
  /** Returns what stops the listening. */
  hear: (listener: () => void): (() => void) => {
    addEventListener(name, listener);
    return () => removeEventListener(name, listener);
  },
};
