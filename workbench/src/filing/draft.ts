import { emptyBackground, type BackgroundDraft } from './background';

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

/** An application as it is typed, step by step. Kept in the browser, because phones ring and batteries end. */
export interface FilingDraft {
  procedure: FilingProcedure;
  applicant: {
    kind: 'worker' | 'employer';
    name: string;
    idType: string;
    idNumber: string;
    phone: string;
    serviceAddress: string;
    email: string;
    consentsToElectronicService: boolean;
  };
  respondent: {
    name: string;
    creditCode: string;
    workplaceAddress: string;
    legalRepresentative: string;
    contactPhone: string;
  };
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
    applicant: {
      kind: 'worker',
      name: '',
      idType: 'resident-id',
      idNumber: '',
      phone: '',
      serviceAddress: '',
      email: '',
      // Consent is the party's own to give: nothing is ticked beforehand.
      consentsToElectronicService: false,
    },
    respondent: { name: '', creditCode: '', workplaceAddress: '', legalRepresentative: '', contactPhone: '' },
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

/** Adds the demand of a cause, or takes it away when it was there. */
export function toggleCause(claims: ClaimDraft[], cause: string): ClaimDraft[] {
  return claims.some((claim) => claim.cause === cause) ? claims.filter((claim) => claim.cause !== cause) : [...claims, emptyClaim(cause)];
}

/** The sum of the demands in yuan, counted in cents. */
export function totalOf(claims: ClaimDraft[]): number {
  return claims.reduce((sum, claim) => sum + Math.round((amountOf(claim.amount) ?? 0) * 100), 0) / 100;
}

/** A typed amount as a number; undefined when empty, NaN when it is no amount of money. */
export function amountOf(text: string): number | undefined {
  const plain = text.replaceAll(/[,，\s¥￥元]/g, '');
  if (plain === '') return undefined;
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN;
}
