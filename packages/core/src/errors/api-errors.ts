import { type Outcome, SeamError, type SeamErrorFacts } from './seam-error.ts';

interface SeamApiErrorFacts extends Omit<SeamErrorFacts, 'outcome'> {
  readonly type: string;
  readonly statusCode: number;
  readonly data?: unknown;
  readonly outcome?: Outcome;
  readonly retryAfterMs?: number | undefined;
}

/** Seam returned an error. `type` identifies it and is stable; `message` is for humans. */
export class SeamApiError extends SeamError {
  override get name(): string {
    return 'SeamApiError';
  }

  /** Seam's error type, such as `device_not_found`. */
  declare readonly type: string;

  /** The HTTP status. */
  declare readonly statusCode: number;

  /** Additional data from Seam, often the id that was not found. */
  declare readonly data?: unknown;

  /** The response's `Retry-After`, in milliseconds; absent without one. */
  declare readonly retryAfterMs?: number;

  constructor(message: string, facts: SeamApiErrorFacts) {
    super(message, { ...facts, outcome: facts.outcome ?? (facts.statusCode < 500 ? 'rejected' : 'unknown') });
  }
}

/** 403: the credential is valid, but has no permission for this call. */
export class SeamForbiddenError extends SeamApiError {
  override get name(): string {
    return 'SeamForbiddenError';
  }
}

/** Messages about each parameter, nested like the parameters. */
export interface ValidationErrors {
  _errors: string[];
  [param: string]: ValidationErrors | string[] | undefined;
}

export interface SeamInvalidInputErrorFacts extends SeamApiErrorFacts {
  readonly validationErrors?: ValidationErrors | undefined;
}

/** The parameters are invalid. Thrown before sending (`outcome: 'not_sent'`), or when Seam rejected them. */
export class SeamInvalidInputError extends SeamApiError {
  override get name(): string {
    return 'SeamInvalidInputError';
  }

  /** The messages by parameter, nested like the parameters: those about an item of a list are under its index. */
  declare readonly validationErrors: ValidationErrors;

  constructor(message: string, facts: SeamInvalidInputErrorFacts) {
    super(message, {
      ...facts,
      validationErrors: facts.validationErrors ?? { _errors: [] },
    } as SeamApiErrorFacts);
  }

  /** The messages about one parameter itself. Those about items of a list or members of an object are in `validationErrors`. */
  getValidationErrorMessages(param: string): string[] {
    return (this.validationErrors[param] as Partial<ValidationErrors> | null | undefined)?._errors ?? [];
  }
}

/**
 * 404: an object identified by the parameters does not exist in this workspace. `type` says which kind of object. From a router,
 * `not_found` names none, and so does not prove that something is gone. Other kinds of 404 say nothing about an object, and are a
 * `SeamApiError`: `endpoint_not_found`, and `http_404` for that of a proxy in a format of its own.
 */
export class SeamNotFoundError extends SeamApiError {
  override get name(): string {
    return 'SeamNotFoundError';
  }
}

/** 429: rate limit exceeded. Nothing was changed. `retryAfterMs` is the time to wait, if Seam returned one. */
export class SeamRateLimitError extends SeamApiError {
  override get name(): string {
    return 'SeamRateLimitError';
  }
}

/** 5xx: Seam failed. It may have applied the change. */
export class SeamServerError extends SeamApiError {
  override get name(): string {
    return 'SeamServerError';
  }
}

/** 401: the credential is missing, invalid, expired, or of a kind that the endpoint does not accept. */
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

/** Creates the error of the class that matches the type and the status. */
export const toApiError = (
  message: string,
  { validationErrors, ...facts }: SeamInvalidInputErrorFacts,
): SeamApiError => {
  if (facts.type === 'invalid_input')
    return new SeamInvalidInputError(message, { ...facts, validationErrors });
  // The page of a proxy and a missing endpoint say nothing about an object.
  if (facts.type === 'http_404' || facts.type === 'endpoint_not_found')
    return new SeamApiError(message, facts);
  const ErrorClass = byStatus[facts.statusCode] ?? (facts.statusCode < 500 ? SeamApiError : SeamServerError);
  return new ErrorClass(message, facts);
};
