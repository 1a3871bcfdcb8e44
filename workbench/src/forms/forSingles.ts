import type { CaseDetail } from '../api/types';

type Case = Pick<CaseDetail, 'applicants' | 'respondents' | 'flags'>;

/** A step's presentation without what is only asked of a group, or of several parties on one side. */
export function forSingles(
  uiSchema: Record<string, unknown> | null | undefined,
  schema: Record<string, unknown> | null | undefined,
  side: string | null,
  matter: Case,
): Record<string, unknown> | null | undefined {
  const fields = (schema?.properties ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const of = (one: string) => (one === 'respondent' ? matter.respondents : matter.applicants).length > 1;
  const several = side ? of(side) : of('applicant') || of('respondent');
  const idle: Record<string, boolean> = {
    // Everybody's own signature, or the consent of those whom representatives act for.
    memberConsents: fields.memberConsents && 'x-each' in fields.memberConsents ? !several : !(matter.flags.collective && of('applicant')),
    signatures: !several,
    shares: !of('applicant') && !of('respondent'),
  };
  const hidden = Object.keys(idle).filter((name) => fields[name] && idle[name]);
  return hidden.length === 0 ? uiSchema : { ...uiSchema, ...Object.fromEntries(hidden.map((name) => [name, { 'ui:widget': 'hidden' }])) };
}
