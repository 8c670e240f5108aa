import { isObject } from '@org/seam-core/internal';
import { formatResidual, oneLine } from '../offboarding/format-plan.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { type ReceiptCheck, verifyReceipt as check } from '../receipt/verify-receipt.ts';
import type { LocalCommand } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readJson, readKey } from './files.ts';

const checkFile = (value: unknown, keyFile: string | undefined): ReceiptCheck => {
  if (!isObject(value) || !Array.isArray(value['entries']))
    return { valid: false, problems: ['This is not a receipt.'] };
  try {
    return check(value, { key: readKey(keyFile, 'verify') });
  } catch (error) {
    // Parts of it have other types than those of a receipt.
    if (error instanceof TypeError)
      return { valid: false, problems: [`This is not a receipt: ${error.message}.`] };
    throw error;
  }
};

/** `verify-receipt <file>` */
export const verifyReceipt: LocalCommand = ({ terminal, positionals: [file = ''], values }) => {
  const receipt = readJson(file) as Receipt;
  const { valid, problems } = checkFile(receipt, values['key-file']);
  if (values.json) terminal.printJson({ valid, problems });
  else if (valid)
    terminal.print(
      [
        `${terminal.color('green', 'valid')}: ${oneLine(`${receipt.state}, offboarding of ${receipt.user_identity_id} by ${receipt.actor}, ${receipt.finished_at}`)}`,
        ...receipt.residual.map((residual) => oneLine(`  ${formatResidual(residual)}`)),
      ].join('\n'),
    );
  else
    terminal.print(
      [
        `${terminal.color('red', 'invalid')}: ${file}`,
        ...problems.map((problem) => oneLine(`  ${problem}`)),
      ].join('\n'),
    );
  if (valid && values['key-file'] === undefined)
    terminal.note(
      receipt.signature === undefined
        ? 'The receipt is not signed: whoever changes it can compute its hashes again.'
        : 'The signature was not checked: pass --key-file.',
    );
  return valid ? exitCodes.ok : exitCodes.invalid;
};
