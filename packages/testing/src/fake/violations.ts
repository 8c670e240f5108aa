import type { ServerRequest, ServerResponse } from '@org/seam-server/internal';
import type { WebhookFaults } from '../webhooks/faults.ts';
import type { Faults } from '../wire/faults.ts';
import type { ProviderFailures } from './provider-failures.ts';

/** The names of the unknown parameters in validation errors, such as `user_identity.name`. */
const unknownParameters = (issues: object, path: readonly string[] = []): string[] => {
  const { _errors = [], ...inner } = issues as { readonly _errors?: readonly string[] };
  return [
    ...(_errors.includes('Unknown parameter') ? [path.join('.')] : []),
    ...Object.entries(inner).flatMap(([name, issue]) => unknownParameters(issue as object, [...path, name])),
  ];
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
    const { error } = response.value as { readonly error?: { readonly validation_errors?: object } };
    for (const name of unknownParameters(error?.validation_errors ?? {}))
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
