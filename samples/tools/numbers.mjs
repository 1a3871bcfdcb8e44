// Check digits for invented people and firms.
//   node samples/tools/numbers.mjs 44030919900101123        → the identity number with its 18th character (GB 11643)
//   node samples/tools/numbers.mjs 91440300MA5FK7Q2         → the credit code with its 17th and 18th characters (GB 32100, GB 11714)
//   node samples/tools/numbers.mjs 440309199001011239       → valid or not
const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const all = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const weigh = (text, weights, values) => weights.reduce((sum, weight, i) => sum + weight * values.indexOf(text[i]), 0);

/** The 18th character of a resident identity number, from its first 17. */
export const identityCheck = (text) => '10X98765432'[weigh(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], all) % 11];

/** The ninth character of an organisation code, from its first eight. */
export function organisationCheck(text) {
  const rest = 11 - (weigh(text, [3, 7, 9, 10, 5, 8, 4, 2], all) % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

/** The 18th character of a unified social credit code, from its first 17. */
export const creditCheck = (text) =>
  letters[(31 - (weigh(text, [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28], letters) % 31)) % 31];

/** Completes a number from its beginning, or says whether a whole one is right. */
export function complete(text) {
  if (/^\d{17}$/.test(text)) return text + identityCheck(text);
  if (text.length === 16) {
    const seventeen = text + organisationCheck(text.slice(8));
    return seventeen + creditCheck(seventeen);
  }
  if (/^\d{17}[\dX]$/.test(text)) return identityCheck(text) === text[17] ? 'valid' : 'not valid';
  if (text.length === 18) {
    return organisationCheck(text.slice(8, 16)) === text[16] && creditCheck(text) === text[17] ? 'valid' : 'not valid';
  }
  return 'neither an identity number nor a credit code';
}

for (const text of process.argv.slice(2)) console.log(text, complete(text));
