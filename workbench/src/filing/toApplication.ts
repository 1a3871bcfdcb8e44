import type { Application } from '../api/types';
import { backgroundOf } from './background';
import { amountOf, coApplicantsOf, respondentsOf, type FilingDraft, type PersonDraft, type RespondentDraft } from './draft';

const optional = (text: string) => text.trim() || undefined;

/** The typed draft as the host takes it. Empty fields are left out rather than sent as empty text. */
export function toApplication(draft: FilingDraft): Application {
  const { applicant, employment } = draft;
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
    coApplicants: coApplicantsOf(draft).map(coApplicant),
    respondents: respondentsOf(draft).map((respondent) => (worker ? unit(respondent) : opposedWorker(respondent))),
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
    // Only a mediation asks whom the applicant would like.
    ...(draft.procedure === 'MED' ? {} : { preferredMediator: undefined }),
  };
}

const coApplicant = (person: PersonDraft) => ({
  name: person.name.trim(),
  idType: person.idType,
  idNumber: person.idNumber.trim().toUpperCase(),
  phone: optional(person.phone.replaceAll(' ', '')),
  serviceAddress: optional(person.serviceAddress),
  email: optional(person.email),
  consentsToElectronicService: person.consentsToElectronicService,
});

const unit = (respondent: RespondentDraft) => ({
  kind: 'employer',
  role: respondent.role,
  name: respondent.name.trim(),
  creditCode: optional(respondent.creditCode.toUpperCase()),
  registeredAddress: optional(respondent.registeredAddress),
  workplaceAddress: optional(respondent.workplaceAddress),
  legalRepresentative: optional(respondent.legalRepresentative),
  contactPhone: optional(respondent.contactPhone.replaceAll(' ', '')),
});

/** A worker whom an employer applies against has no code, no registered address and nobody who represents by law. */
const opposedWorker = (respondent: RespondentDraft) => ({
  kind: 'worker',
  role: 'worker',
  name: respondent.name.trim(),
  workplaceAddress: optional(respondent.workplaceAddress),
  contactPhone: optional(respondent.contactPhone.replaceAll(' ', '')),
});
