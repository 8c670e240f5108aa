import { readFileSync } from 'node:fs';

/** @throws Error that says whether the file cannot be read, or is not JSON */
export const readJson = (file: string): unknown => {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`It is not JSON: ${(error as SyntaxError).message}`, { cause: error });
  }
};
