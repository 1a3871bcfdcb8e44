import type { MessageKey, Translate } from '../i18n';
import { formatMoney } from '../shared/format';
import { priorKinds, holders, languages } from './background';
import {
  amountOf,
  coApplicantsOf,
  respondentsOf,
  totalOf,
  type FilingDraft,
  type PersonDraft,
  type RespondentDraft,
  type Step,
} from './draft';

/** One line of the summary. */
export interface SummaryRow {
  label: string;
  value: string;
}

export interface SummaryPart {
  step: Exclude<Step, 'confirm'>;
  /** The lines of one person, unit or demand each, under its name where there are several. */
  groups: { title?: string; rows: SummaryRow[] }[];
}

interface Words {
  t: Translate;
  cause: (code: string) => string;
  district: (code: string) => string;
}

/** Everything that the application will say, in the order of the steps: what somebody declares to be true must be there to be read. */
export function summaryOf(draft: FilingDraft, files: readonly string[], { t, cause, district }: Words): SummaryPart[] {
  const { applicant, employment, background } = draft;
  const worker = applicant.kind === 'worker';
  const row = (label: MessageKey, value: string | undefined): SummaryRow[] =>
    value?.trim() ? [{ label: t(label), value: value.trim() }] : [];
  const yesNo = (label: MessageKey, value: boolean): SummaryRow[] => [{ label: t(label), value: t(value ? 'filing.yes' : 'filing.no') }];
  /** The name of a code, or the code itself where it is none that this form offers. */
  const named = (prefix: string, known: readonly string[], code: string) =>
    known.includes(code) ? t(`${prefix}.${code}` as MessageKey) : code;
  const money = (text: string) => {
    const amount = amountOf(text);
    return amount === undefined || Number.isNaN(amount) ? text : formatMoney(amount);
  };

  const person = (who: PersonDraft, company: boolean): SummaryRow[] => [
    ...row(company ? 'filing.companyName' : 'filing.name', who.name),
    ...row('filing.idType', named('idType', ['resident-id', 'hk-macao-permit', 'passport', 'credit-code'], who.idType)),
    ...row('filing.idNumber', who.idNumber),
    ...row('filing.phone', who.phone),
    ...row('filing.serviceAddress', who.serviceAddress),
    ...row('filing.email', who.email),
    ...yesNo('filing.eService', who.consentsToElectronicService),
  ];
  const respondent = (other: RespondentDraft): SummaryRow[] => [
    ...row(worker ? 'filing.employerName' : 'filing.workerName', other.name),
    ...(worker
      ? [
          ...row(
            'filing.role',
            other.role === 'employer' ? t('filing.role.employer') : named('role', ['dispatch-agency', 'user-firm'], other.role),
          ),
          ...row('filing.creditCode', other.creditCode),
          ...row('case.legalRepresentative', other.legalRepresentative),
          ...row('filing.registeredAddress', other.registeredAddress),
        ]
      : []),
    ...row('filing.workplace', other.workplaceAddress),
    ...row('filing.contactPhone', other.contactPhone),
  ];
  const { agent } = background;
  const others = coApplicantsOf(draft);
  const respondents = respondentsOf(draft);

  return [
    {
      step: 'what',
      groups: [
        {
          rows: [
            ...row('filing.procedure', t(`filing.procedure.${draft.procedure}`)),
            ...row('filing.who.is', t(`filing.who.${applicant.kind}`)),
            ...row('case.claims', draft.claims.map((claim) => cause(claim.cause)).join(t('text.comma'))),
          ],
        },
      ],
    },
    {
      step: 'you',
      groups: [
        { rows: person(applicant, !worker) },
        ...others.map((other, index) => ({ title: t('filing.many.person', { number: index + 1 }), rows: person(other, false) })),
        // Without a name nobody acts for the applicant, and nothing of it is sent.
        ...(agent.name.trim()
          ? [
              {
                rows: [
                  ...row('filing.agent.name', agent.name),
                  ...row('filing.agent.phone', agent.phone),
                  ...row('filing.agent.idNumber', agent.idNumber),
                  ...row('filing.agent.authority', named('authority', ['general', 'special'], agent.authority)),
                ],
              },
            ]
          : []),
      ],
    },
    {
      step: 'other',
      groups: [
        ...respondents.map((other, index) => ({
          title: respondents.length > 1 ? t(worker ? 'filing.many.unit' : 'filing.many.worker', { number: index + 1 }) : undefined,
          rows: respondent(other),
        })),
        { rows: row('filing.district', district(draft.district)) },
      ],
    },
    {
      step: 'job',
      groups: [
        {
          rows: [
            ...row('filing.startedOn', employment.startedOn),
            ...row('filing.endedOn', employment.stillEmployed ? t('filing.stillEmployed') : employment.endedOn),
            ...row('filing.post', employment.post),
            ...row('filing.monthlyWage', money(employment.monthlyWage)),
            ...row('filing.contract', named('contract', ['written', 'none', 'expired', 'unknown'], employment.contractStatus)),
            ...yesNo('filing.migrantWorker', draft.migrantWorker),
            ...yesNo('filing.urgentHardship', draft.urgentHardship),
          ],
        },
      ],
    },
    {
      step: 'claims',
      groups: [
        ...draft.claims.map((claim) => ({
          title: cause(claim.cause),
          rows: [
            ...row('field.amount', money(claim.amount)),
            ...row('filing.period', claim.periodFrom || claim.periodTo ? `${claim.periodFrom || '…'} – ${claim.periodTo || '…'}` : ''),
            ...row('filing.basis', claim.basis),
          ],
        })),
        {
          rows: [
            ...row('field.total', formatMoney(totalOf(draft.claims))),
            ...row('filing.facts', draft.facts),
            ...row('filing.infringedOn', draft.rightInfringedOn),
          ],
        },
      ],
    },
    {
      step: 'evidence',
      groups: [
        { rows: row('case.evidence', files.length > 0 ? files.join(t('text.comma')) : t('evidence.none')) },
        ...background.priorProcedures.map((prior, index) => ({
          title: `${t('filing.prior')} ${t('filing.prior.nth', { number: index + 1 })}`,
          rows: [
            ...row('filing.prior.kind', named('prior', priorKinds, prior.kind)),
            ...row('filing.prior.authority', prior.authority),
            ...row('filing.prior.number', prior.number),
            ...row('filing.prior.outcome', prior.outcome),
          ],
        })),
        ...background.evidenceItems
          .filter((item) => item.name.trim())
          .map((item) => ({
            rows: [...row('filing.items.name', item.name), ...row('filing.items.holder', named('holder', holders, item.holder))],
          })),
        ...background.witnesses.map((witness, index) => ({
          title: t('filing.witnesses.nth', { number: index + 1 }),
          rows: [...row('filing.witnesses.name', witness.name), ...row('filing.witnesses.residence', witness.residence)],
        })),
        {
          rows: [
            // Only a mediation asks whom the applicant would like.
            ...(draft.procedure === 'MED' ? row('filing.mediator', background.preferredMediator) : []),
            ...row('filing.language', named('language', languages, background.language)),
          ],
        },
      ],
    },
  ].map((part) => ({ ...part, groups: part.groups.filter((group) => group.rows.length > 0) })) as SummaryPart[];
}
