/** What officers write down for a party: a signature on paper that they saw. A party at the screen is not asked it. */
const ofOfficers = ['signedOnPaper', 'signedOn', 'signatures', 'specialAuthority', 'memberConsents'];

/** A step's presentation for a party: what only officers fill in is left out. */
export function forParties(uiSchema: Record<string, unknown> | null | undefined): Record<string, unknown> {
  return { ...uiSchema, ...Object.fromEntries(ofOfficers.map((name) => [name, { 'ui:widget': 'hidden' }])) };
}
