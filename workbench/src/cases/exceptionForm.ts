import type { Translate } from '../i18n';

type Shape = Record<string, unknown>;

/** What of a case the form offers to choose from. */
interface Offered {
  applicants: { name: string }[];
  respondents: { name: string }[];
  claims: { cause: { zh: string } }[];
}

/** The form of what a kind of exception needs, beside its reason. Its members are those that the host asks for. */
export function exceptionForm(
  needs: readonly string[],
  record: Offered,
  procedures: { value: string; label: string }[],
  causes: { value: string; label: string }[],
  officers: readonly string[],
  t: Translate,
): { schema: Shape; uiSchema: Shape } {
  const properties: Record<string, Shape> = {};
  const uiSchema: Shape = {};
  const choice = (title: string, options: { value: string | number; label: string }[]): Shape => ({
    type: typeof options[0]?.value === 'number' ? 'integer' : 'string',
    title,
    oneOf: options.map((option) => ({ const: option.value, title: option.label })),
  });
  for (const need of needs) {
    const title = t(`exception.need.${need as 'party'}`);
    switch (need) {
      case 'party':
        properties[need] = choice(
          title,
          [...record.applicants, ...record.respondents].map((party) => ({ value: party.name, label: party.name })),
        );
        break;
      case 'absent':
        properties[need] = choice(title, [
          { value: 'applicant', label: t('case.applicant') },
          { value: 'respondent', label: t('case.respondent') },
        ]);
        break;
      case 'procedure':
        properties[need] = choice(title, procedures);
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
            oneOf: record.claims.map((claim, index) => ({ const: index + 1, title: `${index + 1}. ${claim.cause.zh}` })),
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
            required: ['cause', 'basis'],
            properties: {
              cause: choice(t('field.cause'), causes),
              amount: { type: 'number', minimum: 0, multipleOf: 0.01, title: t('exception.amount') },
              basis: { type: 'string', minLength: 1, maxLength: 1000, title: t('exception.basis') },
            },
          },
        };
        break;
      case 'officer':
        properties[need] =
          officers.length > 0
            ? choice(
                title,
                officers.map((name) => ({ value: name, label: name })),
              )
            : { type: 'string', title, minLength: 1, maxLength: 200 };
        break;
      case 'acceptedOn':
        properties[need] = { type: 'string', format: 'date', title };
        break;
      default:
        properties[need] = { type: 'string', title, minLength: 1, maxLength: 200 };
    }
  }
  return {
    schema: {
      type: 'object',
      required: ['reason', ...needs],
      properties: { ...properties, reason: { type: 'string', title: t('act.reason'), minLength: 1, maxLength: 2000 } },
    },
    uiSchema: { ...uiSchema, reason: { 'ui:widget': 'textarea' } },
  };
}
