/** What officers write down for a party: a signature on paper that they saw. A party at the screen is not asked it. */
const ofOfficers = ['signedOnPaper', 'signedOn', 'signatures', 'specialAuthority', 'memberConsents'];

/** A step's presentation for a party: what only officers fill in, by its name or by the schema's own word, is left out. */
export function forParties(
  uiSchema: Record<string, unknown> | null | undefined,
  schema?: Record<string, unknown> | null,
): Record<string, unknown> {
  const fields = (schema?.properties ?? {}) as Record<string, Record<string, unknown>>;
  const told = Object.keys(fields).filter((name) => fields[name] && 'x-officer' in fields[name]);
  return { ...uiSchema, ...Object.fromEntries([...ofOfficers, ...told].map((name) => [name, { 'ui:widget': 'hidden' }])) };
}
