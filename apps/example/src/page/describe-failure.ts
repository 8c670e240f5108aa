import { isSeamError } from '@org/seam-core';

export interface Failure {
  readonly text: string;
  readonly detail?: string;
}

/** The message begins with the endpoint, which says nothing to the people who use the page. */
const withoutEndpoint = (message: string) => message.replace(/^\/[\w/]+:? /, '');

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replace(/[^.!?…]$/, '$&.');

/** An error in words for the page: what Seam or the router said, and whether it may have been done all the same. */
export const describeFailure = (error: unknown): Failure => {
  if (!isSeamError(error)) return { text: 'Something went wrong on this page.' };
  const said = sentence(withoutEndpoint(error.message));
  const text = error.outcome === 'unknown' ? `${said} It may have been done all the same.` : said;
  const facts = [
    ...(isSeamError(error, 'SeamApiError') ? [`${error.statusCode} ${error.type}`] : []),
    ...(error.requestId === undefined ? [] : [`request ${error.requestId}`]),
  ];
  return facts.length === 0 ? { text } : { text, detail: facts.join(' · ') };
};
