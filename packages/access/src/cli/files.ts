import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Receipt } from '../receipt/receipt.ts';
import { isSigningKey, type SigningKey } from '../receipt/signature.ts';
import { CliError, usageError } from './exit-codes.ts';

const reasonOf = (error: unknown): string =>
  ({ ENOENT: 'There is no such file', EACCES: 'No permission', EEXIST: 'The file exists already' })[
    (error as { code?: string }).code ?? ''
  ] ?? (error instanceof Error ? error.message : String(error));

/** @throws CliError */
const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`${file}: ${reasonOf(error)}.`, error);
  }
};

/** @throws CliError */
export const readJson = (file: string): unknown => {
  const text = readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw usageError(`${file}: This is not JSON: ${(error as SyntaxError).message}.`, error);
  }
};

/**
 * Reads the key of a receipt: a PEM key, or else a secret text.
 * @param use what the key is for; a public key can only verify
 * @throws CliError
 */
export const readKey = (file: string | undefined, use: 'sign' | 'verify'): SigningKey | undefined => {
  if (file === undefined) return undefined;
  const text = readText(file).trim();
  // OpenSSL may write attributes before the key.
  if (!text.includes('-----BEGIN')) {
    if (!isSigningKey(text)) throw usageError(`${file}: The key must have at least 16 characters.`);
    return text;
  }
  try {
    return use === 'sign' ? createPrivateKey(text) : createPublicKey(text);
  } catch (error) {
    // The message of OpenSSL could quote the key.
    throw usageError(`${file}: This PEM key cannot ${use} receipts.`, error);
  }
};

/** A new file for a receipt. */
export interface ReceiptFile {
  write(receipt: Receipt): void;
}

/**
 * Names the file of a receipt. Whether it can be created is noticed before anything is sent. The file itself is created with
 * the receipt: a command that is killed leaves no empty file, which the command that continues the run would not overwrite.
 * @throws CliError also when the file exists: a receipt is not overwritten
 */
export const createReceiptFile = (file: string): ReceiptFile => {
  const create = (text: string): void => {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  };
  const remove = (): void => rmSync(file, { force: true });
  try {
    create('');
    remove();
  } catch (error) {
    throw usageError(`--receipt: ${file}: ${reasonOf(error)}.`, error);
  }
  return {
    write: (receipt) => {
      try {
        create(`${JSON.stringify(receipt, null, 2)}\n`);
      } catch (error) {
        // Not another process's, which was created meanwhile.
        if ((error as { code?: string }).code !== 'EEXIST') remove();
        throw new CliError(`${file}: The receipt cannot be written: ${reasonOf(error)}.`, { cause: error });
      }
    },
  };
};

/** A folder for the receipts of many runs. */
export interface ReceiptFolder {
  write(receipt: Receipt): void;
}

/** Creates the folder of receipts. Each gets the file `<run_id>.json`. @throws CliError when it cannot be written */
export const createReceiptFolder = (folder: string): ReceiptFolder => {
  const fail = (error: unknown) =>
    new CliError(`--receipts: ${folder}: ${reasonOf(error)}.`, { cause: error });
  try {
    mkdirSync(folder, { recursive: true });
    // Whether files can be written is noticed before anything is sent.
    const probe = join(folder, `.${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw fail(error);
  }
  return {
    write: (receipt) => {
      try {
        writeFileSync(join(folder, `${receipt.run_id}.json`), `${JSON.stringify(receipt, null, 2)}\n`, {
          mode: 0o600,
        });
      } catch (error) {
        throw fail(error);
      }
    },
  };
};
