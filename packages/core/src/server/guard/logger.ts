/** What is needed of a logger; pino's fits. Nothing secret is passed to it, nor anything the caller wrote. */
export interface Logger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
