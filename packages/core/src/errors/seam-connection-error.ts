import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** Why no answer came. */
export type ConnectionErrorCode =
  | 'dns'
  | 'refused'
  | 'tls'
  | 'tls_reset'
  | 'reset'
  | 'socket_closed'
  | 'body_truncated'
  | 'protocol'
  | 'headers'
  | 'network';

/** No answer came: the network failed before or during it. */
export class SeamConnectionError extends SeamError {
  override get name(): string {
    return 'SeamConnectionError';
  }

  readonly code: ConnectionErrorCode;

  constructor(message: string, facts: SeamErrorFacts & { readonly code: ConnectionErrorCode }) {
    super(message, facts);
    this.code = facts.code;
  }
}
