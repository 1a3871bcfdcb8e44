const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether an 18-digit resident identity number has a real birth date and the right check digit (GB 11643). */
export function isResidentId(text: string): boolean {
  const number = text.toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number) as [number, number, number];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a unified social credit code has the right check character (GB 32100). */
export function isCreditCode(text: string): boolean {
  const code = text.toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index++, weight = (weight * 3) % 31)
    sum += creditAlphabet.indexOf(code[index] ?? '') * weight;
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17];
}

/** A mobile or landline number of the mainland, or an international one with its country code. */
export function isPhone(text: string): boolean {
  return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\+\d{7,15})$/.test(text.replaceAll(' ', ''));
}
