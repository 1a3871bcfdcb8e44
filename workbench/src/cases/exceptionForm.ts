import type { Translate } from '../i18n';

type Shape = Record<string, unknown>;

/** What of a case the form offers to choose from. */
interface Offered {
  applicants: { name: string }[];
  respondents: { name: string }[];
  /** The claims by their own numbers, and what each is for, in words. */
  claims: { number: number; cause: string }[];
}

/**
 * The form of what a kind of exception needs, beside its reason. Its members are those that the host asks for. Of a kind by which a side
 * disposes of its rights it asks who does so (`who.asked`), and an officer whether the
 * power of attorney (`who.seen`) and, of a group, everybody's consent was seen.
 */
export function exceptionForm(
  needs: readonly string[],
  record: Offered,
  procedures: { value: string; label: string }[],
  causes: { value: string; label: string }[],
  officers: readonly string[],
  t: Translate,
  who: { asked: boolean; seen: boolean; group?: boolean } = { asked: false, seen: false },
): { schema: Shape; uiSchema: Shape } {
  const properties: Record<string, Shape> = {};
  const uiSchema: Shape = {};
  // Nothing is chosen before somebody chooses it.
  const choice = (title: string, options: { value: string | number; label: string }[]): Shape => ({
    type: typeof options[0]?.value === 'number' ? 'integer' : 'string',
    title,
    enum: options.map((option) => option.value),
  });
  const names = (options: { label: string }[]): Shape => ({
    'ui:enumNames': options.map((option) => option.label),
    'ui:placeholder': t('ask.choose'),
  });
  const offer = (need: string, title: string, options: { value: string; label: string }[]) => {
    properties[need] = choice(title, options);
    uiSchema[need] = names(options);
  };
  for (const need of needs) {
    const title = t(`exception.need.${need as 'party'}`);
    switch (need) {
      case 'party':
        offer(
          need,
          title,
          [...record.applicants, ...record.respondents].map((party) => ({ value: party.name, label: party.name })),
        );
        break;
      case 'absent':
        offer(need, title, [
          { value: 'applicant', label: t('case.applicant') },
          { value: 'respondent', label: t('case.respondent') },
        ]);
        break;
      case 'procedure':
        offer(need, title, procedures);
        break;
      case 'noticeProven':
      case 'joint':
      case 'performed':
        properties[need] = { type: 'boolean', title, default: false };
        break;
      case 'claimNumbers':
        properties[need] = {
          type: 'array',
          title,
          uniqueItems: true,
          minItems: 1,
          items: {
            type: 'integer',
            oneOf: record.claims.map((claim) => ({ const: claim.number, title: `${claim.number}. ${claim.cause}` })),
          },
        };
        uiSchema[need] = { 'ui:widget': 'checkboxes' };
        break;
      case 'claims':
        properties[need] = {
          type: 'array',
          title,
          minItems: 1,
          items: {
            type: 'object',
            // Who names a claim changes that one or gives it up; another row adds one. A counterclaim has none to name.
            required: record.claims.length > 0 ? ['basis'] : ['cause', 'basis'],
            properties: {
              ...(record.claims.length > 0
                ? {
                    claim: {
                      type: 'integer',
                      title: t('exception.claim'),
                      oneOf: record.claims.map((claim) => ({ const: claim.number, title: `${claim.number}. ${claim.cause}` })),
                    },
                    givenUp: { type: 'boolean', title: t('exception.givenUp'), default: false },
                  }
                : {}),
              cause: choice(t('field.cause'), causes),
              amount: { type: 'number', minimum: 0, multipleOf: 0.01, title: t('exception.amount') },
              basis: { type: 'string', minLength: 1, maxLength: 1000, title: t('exception.basis') },
            },
          },
        };
        uiSchema[need] = { items: { cause: names(causes) } };
        break;
      case 'officer':
        if (officers.length > 0)
          offer(
            need,
            title,
            officers.map((name) => ({ value: name, label: name })),
          );
        else properties[need] = { type: 'string', title, minLength: 1, maxLength: 200 };
        break;
      case 'member':
        offer(
          need,
          title,
          record.applicants.map((party) => ({ value: party.name, label: party.name })),
        );
        break;
      case 'event':
        offer(
          need,
          title,
          (['bankruptcy', 'absconded'] as const).map((value) => ({ value, label: t(`exception.event.${value}`) })),
        );
        break;
      case 'leaves':
        offer(
          need,
          title,
          (['settle', 'withdraw', 'separate'] as const).map((value) => ({ value, label: t(`exception.leaves.${value}`) })),
        );
        break;
      case 'courtResult':
        offer(
          need,
          title,
          (['judged', 'settled', 'suit-withdrawn', 'dismissed', 'kept', 'revoked'] as const).map((value) => ({
            value,
            label: t(`exception.courtResult.${value}`),
          })),
        );
        break;
      case 'passage':
      case 'correction':
      case 'evidence':
      case 'facts':
        properties[need] = { type: 'string', title, minLength: 1, maxLength: 2000 };
        uiSchema[need] = { 'ui:widget': 'textarea' };
        break;
      case 'acceptedOn':
      case 'agreedUntil':
      case 'decidedOn':
        properties[need] = { type: 'string', format: 'date', title };
        break;
      default:
        properties[need] = { type: 'string', title, minLength: 1, maxLength: 200 };
    }
  }
  if (who.asked)
    offer('actedBy', t('acted.by'), [
      { value: 'party', label: t('acted.party') },
      { value: 'agent', label: t('acted.agent') },
    ]);
  if (who.seen) properties['specialAuthority'] = { type: 'boolean', title: t('acted.seen'), default: false };
  if (who.seen && who.group) properties['memberConsents'] = { type: 'boolean', title: t('acted.members'), default: false };
  return {
    schema: {
      type: 'object',
      required: ['reason', ...needs, ...(who.asked ? ['actedBy'] : [])],
      properties: { ...properties, reason: { type: 'string', title: t('act.reason'), minLength: 1, maxLength: 2000 } },
    },
    uiSchema: { ...uiSchema, reason: { 'ui:widget': 'textarea' } },
  };
}
