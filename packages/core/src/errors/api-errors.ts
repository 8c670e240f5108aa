import { type Outcome, SeamError, type SeamErrorFacts } from './seam-error.ts';

interface SeamApiErrorFacts extends Omit<SeamErrorFacts, 'outcome'> {
  readonly type: string;
  readonly statusCode: number;
  readonly data?: unknown;
  readonly outcome?: Outcome;
  readonly retryAfterMs?: number | undefined;
}

/** Seam answered with an error. `type` says which, and is stable; `message` is for people. */
export class SeamApiError extends SeamError {
  override get name(): string {
    return 'SeamApiError';
  }

  /** Seam's error type, such as `device_not_found`. */
  readonly type: string;

  /** The HTTP status. */
  readonly statusCode: number;

  /** What Seam added, often the id it did not find. */
  readonly data?: unknown;

  /** How long Seam asks to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs?: number;

  constructor(message: string, facts: SeamApiErrorFacts) {
    super(message, { ...facts, outcome: facts.outcome ?? (facts.statusCode < 500 ? 'rejected' : 'unknown') });
    this.type = facts.type;
    this.statusCode = facts.statusCode;
    if (facts.data !== undefined) this.data = facts.data;
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}

/** 403: the credential is good, and the call is not allowed to it. */
export class SeamForbiddenError extends SeamApiError {
  override get name(): string {
    return 'SeamForbiddenError';
  }
}

/** What is wrong with each parameter, nested like the parameters themselves. */
export interface ValidationErrors {
  _errors: string[];
  [param: string]: ValidationErrors | string[] | undefined;
}

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

/** 404: something named in the parameters does not exist in this workspace; `type` says what. */
export class SeamNotFoundError extends SeamApiError {
  override get name(): string {
    return 'SeamNotFoundError';
  }
}

/** 429: too many calls. Nothing was changed; `retryAfterMs` says how long to wait, if Seam did. */
export class SeamRateLimitError extends SeamApiError {
  override get name(): string {
    return 'SeamRateLimitError';
  }
}

/** 5xx: Seam failed. A change may have been applied all the same. */
export class SeamServerError extends SeamApiError {
  override get name(): string {
    return 'SeamServerError';
  }
}

/** 401: the credential is missing, wrong, expired or of a kind the endpoint does not accept. */
export class SeamUnauthorizedError extends SeamApiError {
  override get name(): string {
    return 'SeamUnauthorizedError';
  }
}

const byStatus: Record<number, typeof SeamApiError> = {
  401: SeamUnauthorizedError,
  403: SeamForbiddenError,
  404: SeamNotFoundError,
  429: SeamRateLimitError,
};

/** The error of the class that the type and the status ask for. */
export const toApiError = (message: string, facts: SeamInvalidInputErrorFacts): SeamApiError => {
  if (facts.type === 'invalid_input') return new SeamInvalidInputError(message, facts);
  const ErrorClass = byStatus[facts.statusCode] ?? (facts.statusCode < 500 ? SeamApiError : SeamServerError);
  return new ErrorClass(message, facts);
};
