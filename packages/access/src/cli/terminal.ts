import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';

/** The streams and the environment of a process. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined };
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Color = 'green' | 'yellow' | 'red' | 'dim' | 'bold';

/** Where a command writes: results to stdout, progress and questions to stderr. */
export interface Terminal {
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  /** Whether progress is shown in place. */
  readonly isTerminal: boolean;
  /** Prints a part of the result. */
  print(text: string): void;
  /** Prints the result for a program. Only the first one: stdout is one JSON text. */
  printJson(value: unknown): void;
  /** Prints a line of progress. */
  note(text: string): void;
  /** Shows a line in place of the last one that was shown, on a terminal. Prints it elsewhere. */
  show(line: string): void;
  /** The text in a color where stdout and stderr are terminals and `NO_COLOR` is not set. */
  color(color: Color, text: string): string;
  /** Asks a person. Rejects with the reason of `signal` when it aborts. */
  ask(question: string, signal: AbortSignal): Promise<string>;
}

const clearLine = '\r\u001B[K';

/** Control characters, but for line breaks and the colors of `color`. */
// oxlint-disable-next-line eslint/no-control-regex -- the colors begin with one
const control = /(?!\n|\u001B\[(?:1|2|22|3[1239])m)\p{Cc}/gu;

/** Without control characters, which could move the cursor and change what was printed: names are written by others. */
const harmless = (text: string): string => text.replaceAll(control, ' ');

const escapeControls = (json: string): string =>
  json.replaceAll(/[\u007F-\u009F]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

export const createTerminal = ({ stdin, stdout, stderr, env }: Streams): Terminal => {
  const isTerminal = stderr.isTTY === true;
  const hasColor = isTerminal && stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  let isShown = false;
  let hasJson = false;
  const clear = () => {
    if (isShown) stderr.write(clearLine);
    isShown = false;
  };
  return {
    isInteractive: stdin.isTTY === true && isTerminal,
    isTerminal,
    print: (text) => {
      clear();
      stdout.write(`${harmless(text)}\n`);
    },
    printJson: (value) => {
      clear();
      if (hasJson) return;
      hasJson = true;
      stdout.write(`${escapeControls(JSON.stringify(value, null, 2))}\n`);
    },
    note: (text) => {
      clear();
      stderr.write(`${harmless(text)}\n`);
    },
    show: (line) => {
      if (isTerminal) stderr.write(clearLine + line.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)));
      else stderr.write(`${line}\n`);
      isShown = isTerminal;
    },
    color: (color, text) => (hasColor ? styleText(color, text, { validateStream: false }) : text),
    ask: async (question, signal) => {
      clear();
      // Without the terminal mode of readline, which would take Ctrl+C for itself.
      const input = createInterface({ input: stdin, output: stderr, terminal: false });
      // The end of the input is no answer.
      const ended = new Promise<string>((resolve) => input.once('close', () => resolve('')));
      try {
        return await Promise.race([input.question(question, { signal }), ended]);
      } finally {
        input.close();
      }
    },
  };
};
