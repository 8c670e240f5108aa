import { SeamApiError, type SeamApiErrorFacts } from './seam-api-error.ts';
import type { ValidationErrors } from './validation-errors.ts';

export interface SeamInvalidInputErrorFacts extends SeamApiErrorFacts {
  readonly validationErrors?: ValidationErrors | undefined;
}

/** The parameters are wrong. Thrown before sending (`outcome: 'not_sent'`), or because Seam said so. */
export class SeamInvalidInputError extends SeamApiError {
  override get name(): string {
    return 'SeamInvalidInputError';
  }

  readonly validationErrors: ValidationErrors;

  constructor(message: string, facts: SeamInvalidInputErrorFacts) {
    super(message, facts);
    this.validationErrors = facts.validationErrors ?? { _errors: [] };
  }

  /** The messages about one parameter, empty when it is fine. */
  getValidationErrorMessages(param: string): string[] {
    const node = this.validationErrors[param];
    return typeof node === 'object' && '_errors' in node ? node._errors : [];
  }
}
