export interface StatementLine {
  caseNumber: string | null;
  batch: number | null;
  amount: number;
}

/**
 * The lines of a bank statement as they are pasted from a sheet: case number, batch (empty for money that came back), amount; between tabs,
 * commas or the Chinese comma. A heading and empty lines are left out. What cannot be read stays in its place with the amount 0, so that the
 * host names that line.
 */
export function readStatement(text: string): StatementLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\uFEFF/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('案号'))
    .map((line) => {
      const [caseNumber = '', batch = '', ...rest] = cells(line);
      // A thousands separator that nobody put in quotes falls apart at its comma.
      const amount = rest.join('').replace(/[¥￥,"\s]/g, '');
      return {
        caseNumber: caseNumber || null,
        batch: /^\d+$/.test(batch) ? Number(batch) : null,
        amount: /^\d+(\.\d+)?$/.test(amount) ? Number(amount) : 0,
      };
    });
}

const cells = (line: string) => line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** The line that an error such as `statement[2].amount` is about, from 1; null for an error of the whole. */
export function lineOf(field: string): number | null {
  const match = /^statement\[(\d+)\]/.exec(field);
  return match ? Number(match[1]) + 1 : null;
}
