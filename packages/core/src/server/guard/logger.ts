/**
 * What is needed of a logger; pino's fits. It gets no parameters, nothing that Seam said and no credential: of each call who
 * called what and what came of it, of failures of Seam their class, type, status and request id, and of faults of your own
 * functions the message and the stack, as you wrote them.
 */
export interface Logger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
