/** The form of Seam's ids. */
export const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text has the form of Seam's ids. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** An id as Seam writes it, without spaces around it and in lower case: it is compared with those of responses. */
export const canonicalId = (id: string): string => (isUuid(id.trim()) ? id.trim().toLowerCase() : id.trim());
