/**
 * The texts that the procedures and the register of parameters come with, Chinese to English. A text of several procedures stands in the file
 * that they share.
 */
const files = import.meta.glob<Record<string, string>>(
  ['../../../src/Workflows/english.json', '../../../src/Workflows/*/english.json', '../../../src/Statutes/english.json'],
  { eager: true, import: 'default' },
);

export const shipped: Record<string, string> = Object.assign({}, ...Object.values(files));
