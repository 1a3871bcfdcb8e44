import type { Application } from '../api/types';
import { backgroundOf } from './background';
import { amountOf, type FilingDraft } from './draft';

const optional = (text: string) => text.trim() || undefined;

/** The typed draft as the host takes it. Empty fields are left out rather than sent as empty text. */
export function toApplication(draft: FilingDraft): Application {
  const { applicant, respondent, employment } = draft;
  const worker = applicant.kind === 'worker';
  return {
    procedure: draft.procedure,
    applicant: {
      kind: applicant.kind,
      name: applicant.name.trim(),
      idType: applicant.idType,
      idNumber: applicant.idNumber.trim().toUpperCase(),
      phone: applicant.phone.replaceAll(' ', ''),
      serviceAddress: applicant.serviceAddress.trim(),
      email: optional(applicant.email),
      consentsToElectronicService: applicant.consentsToElectronicService,
    },
    coApplicants: [],
    respondents: [
      {
        kind: worker ? 'employer' : 'worker',
        role: worker ? 'employer' : 'worker',
        name: respondent.name.trim(),
        creditCode: worker ? optional(respondent.creditCode.toUpperCase()) : undefined,
        workplaceAddress: optional(respondent.workplaceAddress),
        legalRepresentative: worker ? optional(respondent.legalRepresentative) : undefined,
        contactPhone: optional(respondent.contactPhone.replaceAll(' ', '')),
      },
    ],
    employment: {
      startedOn: employment.startedOn,
      endedOn: employment.stillEmployed ? undefined : optional(employment.endedOn),
      post: employment.post.trim(),
      monthlyWage: amountOf(employment.monthlyWage),
      contractStatus: employment.contractStatus,
    },
    claims: draft.claims.map((claim) => ({
      cause: claim.cause,
      amount: amountOf(claim.amount),
      periodFrom: optional(claim.periodFrom),
      periodTo: optional(claim.periodTo),
      basis: claim.basis.trim(),
    })),
    facts: draft.facts.trim(),
    rightInfringedOn: draft.rightInfringedOn,
    district: draft.district,
    migrantWorker: draft.migrantWorker,
    urgentHardship: draft.urgentHardship,
    ...backgroundOf(draft.background),
  };
}
