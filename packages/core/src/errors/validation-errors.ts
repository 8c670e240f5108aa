/** What is wrong with each parameter, nested like the parameters themselves. */
export interface ValidationErrors {
  _errors: string[];
  [param: string]: ValidationErrors | string[] | undefined;
}
