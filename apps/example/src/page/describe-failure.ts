import { isSeamError } from '@org/seam-core';

export interface Failure {
  readonly text: string;
  readonly detail?: string;
}

/** The message begins with the endpoint, which says nothing to the people who use the page. */
const withoutEndpoint = (message: string) => message.replace(/^\/[\w/]+:? /, '');

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replace(/[^.!?…]$/, '$&.');

/** An error in words for the page: what Seam or the router said. */
export const describeFailure = (error: unknown): Failure => {
  if (!isSeamError(error)) return { text: 'Something went wrong on this page.' };
  const text = sentence(withoutEndpoint(error.message));
  const facts = [
    ...(isSeamError(error, 'SeamApiError') ? [`${error.statusCode} ${error.type}`] : []),
    ...(error.requestId === undefined ? [] : [`request ${error.requestId}`]),
  ];
  return facts.length === 0 ? { text } : { text, detail: facts.join(' · ') };
};
