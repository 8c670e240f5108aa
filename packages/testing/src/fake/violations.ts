import type { ServerRequest, ServerResponse } from '@org/seam-server/internal';
import type { Faults } from '../wire/faults.ts';

const unknownParameters = (value: unknown): string[] => {
  const { error } = value as { error?: { validation_errors?: Record<string, { _errors?: string[] }> } };
  return Object.entries(error?.validation_errors ?? {}).flatMap(([name, issue]) =>
    issue._errors?.includes('Unknown parameter') === true ? [name] : [],
  );
};

/** Invalid requests that a strict fake received. */
export class Violations {
  readonly #found: string[] = [];

  add(sentence: string): void {
    if (this.#found.length < 100) this.#found.push(sentence);
  }

  /** Records unknown parameters that a response reports. */
  check(call: ServerRequest, answer: ServerResponse): void {
    if (answer.status !== 400) return;
    for (const name of unknownParameters(answer.value))
      this.add(`${call.path} was called with the parameter ${name}, which it does not have.`);
  }

  clear(): void {
    this.#found.length = 0;
  }

  /** @throws Error that lists the violations and the unused queued faults */
  verify(faults: Faults): void {
    const unused = faults.unused.map(
      ({ target, fault }) => `The fault ${JSON.stringify(fault)} waited for ${target}, which was not called.`,
    );
    const all = [...this.#found, ...unused];
    this.clear();
    if (all.length > 0)
      throw new Error(`The fake was used in ways that Seam would not put up with:\n- ${all.join('\n- ')}`);
  }
}
