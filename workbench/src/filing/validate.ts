import type { MessageKey } from '../i18n';
import { amountOf, coApplicantsOf, respondentsOf, type FilingDraft, type Step } from './draft';
import { isCreditCode, isPhone, isResidentId } from './identity';

/** What is wrong, by the path that the host would use for the same field. */
export type Errors = Record<string, MessageKey>;

/** Checks one step. The host checks everything again; this only spares a worker the way there and back. */
export function validateStep(step: Step, draft: FilingDraft, today: string): Errors {
  const errors: Errors = {};
  const require = (path: string, value: string) => {
    if (!value.trim()) errors[path] = 'form.required';
  };
  const notFuture = (path: string, value: string) => {
    if (value && value > today) errors[path] = 'filing.error.future';
  };
  const { applicant, employment } = draft;
  const phone = (path: string, value: string) => {
    if (value.trim() && !isPhone(value.trim())) errors[path] = 'filing.error.phone';
  };
  const email = (path: string, value: string) => {
    if (value.trim() && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim())) errors[path] = 'filing.error.email';
  };
  const number = (path: string, idType: string, value: string) => {
    require(path, value);
    if (value.trim() && !idFits(idType, value.trim())) errors[path] = 'filing.error.id';
  };

  switch (step) {
    case 'what':
      if (draft.claims.length === 0) errors.claims = 'filing.error.noClaim';
      if (draft.procedure === 'WGF' && (applicant.kind !== 'worker' || draft.claims.some((claim) => claim.cause !== 'unpaid-wages')))
        errors.procedure = 'filing.onlyWages';
      break;
    case 'you':
      require('applicant.name', applicant.name);
      number('applicant.idNumber', applicant.idType, applicant.idNumber);
      require('applicant.phone', applicant.phone);
      phone('applicant.phone', applicant.phone);
      require('applicant.serviceAddress', applicant.serviceAddress);
      email('applicant.email', applicant.email);
      coApplicantsOf(draft).forEach((person, index, all) => {
        const path = `coApplicants[${index}]`;
        require(`${path}.name`, person.name);
        number(`${path}.idNumber`, person.idType, person.idNumber);
        const own = plainNumber(person.idNumber);
        if (own && [applicant, ...all.slice(0, index)].some((other) => plainNumber(other.idNumber) === own))
          errors[`${path}.idNumber`] = 'filing.error.twice';
        phone(`${path}.phone`, person.phone);
        email(`${path}.email`, person.email);
      });
      break;
    case 'other':
      respondentsOf(draft).forEach((respondent, index) => {
        const path = `respondents[${index}]`;
        require(`${path}.name`, respondent.name);
        if (applicant.kind === 'worker' && respondent.creditCode.trim() && !isCreditCode(respondent.creditCode.trim()))
          errors[`${path}.creditCode`] = 'filing.error.creditCode';
        phone(`${path}.contactPhone`, respondent.contactPhone);
      });
      require('district', draft.district);
      break;
    case 'job':
      require('employment.startedOn', employment.startedOn);
      notFuture('employment.startedOn', employment.startedOn);
      if (!employment.stillEmployed) require('employment.endedOn', employment.endedOn);
      if (!employment.stillEmployed && employment.endedOn && employment.startedOn && employment.endedOn < employment.startedOn) {
        errors['employment.endedOn'] = 'filing.error.order';
      }
      require('employment.post', employment.post);
      require('employment.monthlyWage', employment.monthlyWage);
      if (Number.isNaN(amountOf(employment.monthlyWage))) errors['employment.monthlyWage'] = 'form.money';
      break;
    case 'claims':
      draft.claims.forEach((claim, index) => {
        if (Number.isNaN(amountOf(claim.amount))) errors[`claims[${index}].amount`] = 'form.money';
        if (claim.periodFrom && claim.periodTo && claim.periodTo < claim.periodFrom)
          errors[`claims[${index}].periodTo`] = 'filing.error.order';
        require(`claims[${index}].basis`, claim.basis);
      });
      require('facts', draft.facts);
      require('rightInfringedOn', draft.rightInfringedOn);
      notFuture('rightInfringedOn', draft.rightInfringedOn);
      break;
    case 'evidence':
      break;
    case 'confirm':
      if (!draft.truthful) errors.truthful = 'filing.error.truthful';
      break;
  }
  return errors;
}

function idFits(idType: string, idNumber: string): boolean {
  if (idType === 'resident-id') return isResidentId(idNumber);
  if (idType === 'credit-code') return isCreditCode(idNumber);
  return /^[0-9A-Za-z()（）]{5,20}$/.test(idNumber);
}

const plainNumber = (text: string) => text.trim().toUpperCase();

/** The step on which a field stands, so that a refusal of the host opens the right one. */
export function stepOf(path: string): Step {
  if (['applicant', 'coApplicants', 'agent'].some((start) => path.startsWith(start))) return 'you';
  if (path.startsWith('respondents') || path === 'district') return 'other';
  if (path.startsWith('employment')) return 'job';
  if (path === 'claims' || path === 'procedure' || path === 'claims[0].cause') return 'what';
  if (path.startsWith('claims') || path === 'facts' || path === 'rightInfringedOn') return 'claims';
  if (['files', 'evidence', 'priorProcedures', 'witnesses', 'preferredMediator', 'language'].some((start) => path.startsWith(start)))
    return 'evidence';
  return 'confirm';
}
