import { emptyBackground, type BackgroundDraft } from './background';
import { sumMoney } from '../shared/format';

/** One demand as it is typed: amounts stay text until they are sent. */
export interface ClaimDraft {
  cause: string;
  amount: string;
  periodFrom: string;
  periodTo: string;
  basis: string;
}

export const procedures = ['MED', 'ARB', 'INS', 'WGF'] as const;
export type FilingProcedure = (typeof procedures)[number];

/** Somebody who applies together with the applicant. */
export interface PersonDraft {
  name: string;
  idType: string;
  idNumber: string;
  phone: string;
  serviceAddress: string;
  email: string;
  consentsToElectronicService: boolean;
}

export const employerRoles = ['employer', 'dispatch-agency', 'user-firm'] as const;

/** One of those against whom it goes: a unit with its role, or a worker, who has none. */
export interface RespondentDraft {
  role: string;
  name: string;
  creditCode: string;
  registeredAddress: string;
  workplaceAddress: string;
  legalRepresentative: string;
  contactPhone: string;
}

/** As many as the host takes. */
export const mostCoApplicants = 500;
export const mostRespondents = 10;

export const emptyPerson = (): PersonDraft => ({
  name: '',
  idType: 'resident-id',
  idNumber: '',
  phone: '',
  serviceAddress: '',
  email: '',
  // Consent is each person's own to give.
  consentsToElectronicService: false,
});

export const emptyRespondent = (): RespondentDraft => ({
  role: 'employer',
  name: '',
  creditCode: '',
  registeredAddress: '',
  workplaceAddress: '',
  legalRepresentative: '',
  contactPhone: '',
});

/** An application as it is typed, step by step. Kept in the browser, because phones ring and batteries end. */
export interface FilingDraft {
  procedure: FilingProcedure;
  applicant: PersonDraft & { kind: 'worker' | 'employer' };
  /** Workers who apply with the first; an employer applies alone. */
  coApplicants: PersonDraft[];
  respondent: RespondentDraft;
  furtherRespondents: RespondentDraft[];
  employment: { startedOn: string; endedOn: string; stillEmployed: boolean; post: string; monthlyWage: string; contractStatus: string };
  claims: ClaimDraft[];
  facts: string;
  rightInfringedOn: string;
  district: string;
  migrantWorker: boolean;
  urgentHardship: boolean;
  truthful: boolean;
  background: BackgroundDraft;
}

export const steps = ['what', 'you', 'other', 'job', 'claims', 'evidence', 'confirm'] as const;
export type Step = (typeof steps)[number];

export function emptyDraft(): FilingDraft {
  return {
    procedure: 'MED',
    applicant: { kind: 'worker', ...emptyPerson() },
    coApplicants: [],
    respondent: emptyRespondent(),
    furtherRespondents: [],
    employment: { startedOn: '', endedOn: '', stillEmployed: false, post: '', monthlyWage: '', contractStatus: 'unknown' },
    claims: [],
    facts: '',
    rightInfringedOn: '',
    district: '',
    migrantWorker: false,
    urgentHardship: false,
    truthful: false,
    background: emptyBackground(),
  };
}

export const emptyClaim = (cause: string): ClaimDraft => ({ cause, amount: '', periodFrom: '', periodTo: '', basis: '' });

/** All against whom it goes, in the order in which they are sent. */
export const respondentsOf = (draft: FilingDraft): RespondentDraft[] => [draft.respondent, ...draft.furtherRespondents];

/** Those who apply with the first. */
export const coApplicantsOf = (draft: FilingDraft): PersonDraft[] => (draft.applicant.kind === 'worker' ? draft.coApplicants : []);

/** Adds the demand of a cause, or takes it away when it was there. */
export function toggleCause(claims: ClaimDraft[], cause: string): ClaimDraft[] {
  return claims.some((claim) => claim.cause === cause) ? claims.filter((claim) => claim.cause !== cause) : [...claims, emptyClaim(cause)];
}

/** The sum of the demands in yuan, counted in cents. */
export function totalOf(claims: ClaimDraft[]): number {
  return sumMoney(claims.map((claim) => amountOf(claim.amount)));
}

/** A typed amount as a number; undefined when empty, NaN when it is no amount of money. */
export function amountOf(text: string): number | undefined {
  const plain = text.replaceAll(/[,，\s¥￥元]/g, '');
  if (plain === '') return undefined;
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN;
}
