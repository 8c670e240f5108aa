import type { ServerRequest, ServerResponse } from '@org/seam-server/internal';
import type { WebhookFaults } from '../webhooks/faults.ts';
import type { Faults } from '../wire/faults.ts';
import type { ProviderFailures } from './provider-failures.ts';

const unknownParameters = (value: unknown): string[] => {
  const { error } = value as { error?: { validation_errors?: Record<string, { _errors?: string[] }> } };
  return Object.entries(error?.validation_errors ?? {}).flatMap(([name, issue]) =>
    issue._errors?.includes('Unknown parameter') === true ? [name] : [],
  );
};

/** What a test plans: faults of requests and of deliveries, and failures at the provider. */
interface Plans {
  readonly faults: Faults;
  readonly webhookFaults: WebhookFaults;
  readonly failures: ProviderFailures;
}

/** What was planned and has not happened, in words. */
const unusedPlans = ({ faults, webhookFaults, failures }: Plans): string[] => [
  ...faults.unused.map(
    ({ target, fault }) => `The fault ${JSON.stringify(fault)} was queued for ${target} but not used.`,
  ),
  ...webhookFaults.unused.map(
    (fault) => `The webhook fault ${JSON.stringify(fault)} was queued but not used.`,
  ),
  ...failures.unused.map((action) => `The failure of ${action} was planned but did not happen.`),
];

/** Invalid requests that a fake received, and jobs that failed. */
export class Violations {
  readonly #found: string[] = [];

  add(message: string): void {
    if (this.#found.length < 100) this.#found.push(message);
  }

  /** Records that a job failed: a snapshot may contain jobs without their rows. */
  addFailedJob(error: unknown): void {
    this.add(`A job that was due failed: ${error instanceof Error ? error.message : 'unknown'}`);
  }

  /** Records unknown parameters that a response reports. */
  check(request: ServerRequest, response: ServerResponse): void {
    if (response.status !== 400) return;
    for (const name of unknownParameters(response.value))
      this.add(`Unknown parameter ${name} in a request to ${request.path}.`);
  }

  clear(): void {
    this.#found.length = 0;
  }

  /** @throws Error that lists the violations, and what was planned and has not happened */
  verify(plans: Plans): void {
    const all = [...this.#found, ...unusedPlans(plans)];
    this.clear();
    if (all.length > 0) throw new Error(`The fake recorded violations:\n- ${all.join('\n- ')}`);
  }
}
