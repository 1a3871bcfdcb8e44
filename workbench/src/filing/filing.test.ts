import { beforeEach, describe, expect, it } from 'vitest';
import { amountOf, emptyClaim, emptyDraft, emptyPerson, emptyRespondent, toggleCause, totalOf, type FilingDraft } from './draft';
import { forgetFiling, keepFiling, loadFiling } from './draftStore';
import { acceptAttribute, refusalOf, sortFiles } from './evidence';
import { isCreditCode, isPhone, isResidentId } from './identity';
import { toApplication } from './toApplication';
import { stepOf, validateStep } from './validate';

const today = '2026-11-21';

function filled(): FilingDraft {
  const draft = emptyDraft();
  draft.applicant = {
    ...draft.applicant,
    name: ' 张三 ',
    idNumber: '11010519491231002x',
    phone: '138 0013 8000',
    serviceAddress: '深圳市龙华区 1 号',
  };
  draft.respondent = { ...draft.respondent, name: '深圳某某有限公司' };
  draft.employment = { ...draft.employment, startedOn: '2025-01-01', endedOn: '2026-05-31', post: '操作工', monthlyWage: '6,000' };
  draft.claims = [{ ...emptyClaim('unpaid-wages'), amount: '18000.5', basis: '三个月' }];
  return { ...draft, facts: '拖欠', rightInfringedOn: '2026-06-01', district: '440309' };
}

beforeEach(() => localStorage.clear());

describe('numbers of people and firms', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['110105194912310021', false],
    ['11010519490231002X', false],
    ['123', false],
  ])('resident identity number %s', (text, expected) => expect(isResidentId(text)).toBe(expected));

  it.each([
    ['91350100M000100Y43', true],
    ['91350100M000100Y44', false],
    ['91350100I000100Y43', false],
  ])('credit code %s', (text, expected) => expect(isCreditCode(text)).toBe(expected));

  it.each([
    ['13800138000', true],
    ['0755-12345678', true],
    ['+85212345678', true],
    ['12800138000', false],
    ['电话', false],
  ])('phone %s', (text, expected) => expect(isPhone(text)).toBe(expected));
});

describe('amounts', () => {
  it.each([
    ['', undefined],
    ['6,000', 6000],
    ['¥ 12.50元', 12.5],
    ['12.345', NaN],
    ['-1', NaN],
    ['六千', NaN],
  ])('%s', (text, expected) => expect(amountOf(text)).toBe(expected));

  it('add up without drifting', () => {
    expect(totalOf([{ ...emptyClaim('a'), amount: '0.1' }, { ...emptyClaim('b'), amount: '0.2' }, emptyClaim('c')])).toBe(0.3);
  });
});

describe('the steps', () => {
  it('pass when filled in', () => {
    for (const step of ['what', 'you', 'other', 'job', 'claims', 'evidence'] as const)
      expect(validateStep(step, filled(), today), step).toEqual({});
    expect(validateStep('confirm', { ...filled(), truthful: true }, today)).toEqual({});
  });

  it('name every missing field by the path of the host', () => {
    const draft = { ...emptyDraft(), claims: [emptyClaim('overtime')] };
    expect(Object.keys(validateStep('you', draft, today))).toEqual([
      'applicant.name',
      'applicant.idNumber',
      'applicant.phone',
      'applicant.serviceAddress',
    ]);
    expect(validateStep('claims', draft, today)['claims[0].basis']).toBe('form.required');
    expect(validateStep('what', emptyDraft(), today)).toEqual({ claims: 'filing.error.noClaim' });
  });

  it('refuse contradictory dates', () => {
    const draft = filled();
    draft.employment.endedOn = '2024-01-01';
    expect(validateStep('job', draft, today)).toEqual({ 'employment.endedOn': 'filing.error.order' });
    draft.employment.stillEmployed = true;
    expect(validateStep('job', draft, today)).toEqual({});
    expect(validateStep('claims', { ...filled(), rightInfringedOn: '2027-01-01' }, today)).toEqual({
      rightInfringedOn: 'filing.error.future',
    });
  });

  it('check everybody who applies and everybody whom it goes against beside the own field', () => {
    const draft = filled();
    draft.coApplicants = [
      { ...emptyPerson(), name: '李娜', idNumber: '11010519491231002X' },
      { ...emptyPerson(), idNumber: '123', phone: '1', email: 'x' },
    ];
    draft.furtherRespondents = [{ ...emptyRespondent(), creditCode: '1', contactPhone: '1' }];
    expect(validateStep('you', draft, today)).toEqual({
      'coApplicants[0].idNumber': 'filing.error.twice',
      'coApplicants[1].name': 'form.required',
      'coApplicants[1].idNumber': 'filing.error.id',
      'coApplicants[1].phone': 'filing.error.phone',
      'coApplicants[1].email': 'filing.error.email',
    });
    expect(validateStep('other', draft, today)).toEqual({
      'respondents[1].name': 'form.required',
      'respondents[1].creditCode': 'filing.error.creditCode',
      'respondents[1].contactPhone': 'filing.error.phone',
    });
    // An employer applies alone: the workers who were named before play no part.
    draft.applicant = { ...draft.applicant, kind: 'employer', idType: 'credit-code', idNumber: '91350100M000100Y43' };
    expect(validateStep('you', draft, today)).toEqual({});
    expect(toApplication(draft).coApplicants).toEqual([]);
  });

  it.each([
    ['coApplicants[3].idNumber', 'you'],
    ['respondents[2].role', 'other'],
    ['witnesses[0].name', 'evidence'],
    ['applicant.idNumber', 'you'],
    ['respondents[0].name', 'other'],
    ['district', 'other'],
    ['employment.post', 'job'],
    ['claims', 'what'],
    ['claims[1].amount', 'claims'],
    ['files[0]', 'evidence'],
    ['anything', 'confirm'],
  ])('the field %s stands on step %s', (field, step) => expect(stepOf(field)).toBe(step));
});

describe('the application', () => {
  it('is what was typed, trimmed, with empty fields left out', () => {
    const application = JSON.parse(JSON.stringify(toApplication(filled()))) as { applicant: object; claims: object[] };
    expect(application).toMatchObject({
      procedure: 'MED',
      applicant: { name: '张三', idNumber: '11010519491231002X', phone: '13800138000' },
      respondents: [{ kind: 'employer', role: 'employer', name: '深圳某某有限公司' }],
      employment: { endedOn: '2026-05-31', monthlyWage: 6000 },
      claims: [{ cause: 'unpaid-wages', amount: 18000.5 }],
    });
    expect(application.applicant).not.toHaveProperty('email');
    expect(application.claims?.[0]).not.toHaveProperty('periodFrom');
    expect(application).not.toHaveProperty('channel');
  });

  it('names all who apply together and both the dispatch agency and the firm where the work was done', () => {
    const draft = filled();
    draft.coApplicants = [{ ...emptyPerson(), name: '李娜 ', idNumber: '11010119900307002x', consentsToElectronicService: true }];
    draft.respondent = { ...draft.respondent, role: 'dispatch-agency' };
    draft.furtherRespondents = [
      { ...emptyRespondent(), role: 'user-firm', name: '深圳市用工电子有限公司', registeredAddress: '深圳市福田区 1 号' },
    ];
    const application = JSON.parse(JSON.stringify(toApplication(draft))) as Record<string, object[]>;
    expect(application.coApplicants).toEqual([
      { name: '李娜', idType: 'resident-id', idNumber: '11010119900307002X', consentsToElectronicService: true },
    ]);
    expect(application.respondents).toEqual([
      { kind: 'employer', role: 'dispatch-agency', name: '深圳某某有限公司' },
      { kind: 'employer', role: 'user-firm', name: '深圳市用工电子有限公司', registeredAddress: '深圳市福田区 1 号' },
    ]);
  });

  it('has no end of employment for somebody still employed', () => {
    const draft = filled();
    draft.employment.stillEmployed = true;
    expect(toApplication(draft).employment?.endedOn).toBeUndefined();
  });
});

describe('saved progress', () => {
  it('comes back with the step, and is forgotten after a fortnight', () => {
    keepFiling('k', { draft: filled(), step: 'job' }, 1000);
    expect(loadFiling('k', 2000)?.step).toBe('job');
    expect(loadFiling('k', 2000)?.draft.applicant.name).toBe(' 张三 ');
    expect(loadFiling('k', 1000 + 15 * 86_400_000)).toBeNull();
  });

  it('is given the fields that a newer form has', () => {
    localStorage.setItem('k', JSON.stringify({ draft: { applicant: { name: '李四' } }, step: 'you', savedAt: 1 }));
    const draft = loadFiling('k', 2)?.draft;
    expect(draft?.applicant).toMatchObject({ name: '李四', idType: 'resident-id' });
    expect(draft?.claims).toEqual([]);
    expect([draft?.coApplicants, draft?.furtherRespondents, draft?.respondent.role]).toEqual([[], [], 'employer']);
  });

  it('can be dropped, and nonsense is no progress', () => {
    keepFiling('k', { draft: filled(), step: 'job' }, 1);
    forgetFiling('k');
    expect(loadFiling('k', 2)).toBeNull();
    localStorage.setItem('k', '{');
    expect(loadFiling('k', 2)).toBeNull();
  });

  it('toggles causes', () => {
    const once = toggleCause([], 'overtime');
    expect(once).toEqual([emptyClaim('overtime')]);
    expect(toggleCause(once, 'overtime')).toEqual([]);
  });
});

describe('evidence files', () => {
  const accepted = { extensions: ['jpg', '.pdf'], maxBytes: 100 };
  it.each([
    ['a.JPG', 10, null],
    ['a.pdf', 100, null],
    ['a.exe', 10, 'type'],
    ['a.pdf', 101, 'size'],
    ['a.pdf', 0, 'empty'],
  ])('%s of %i bytes', (name, size, expected) => expect(refusalOf({ name, size }, accepted)).toBe(expected));

  it('that are not what their name says, or too many, are left out with the reason', async () => {
    const pdf = new File(['%PDF-1.7 …'], 'a.pdf');
    const renamed = new File(['MZ program'], 'holiday.jpg');
    const note = new File(['note'], 'b.txt');
    const heads = new Map([
      [pdf, '%PDF-1.7'],
      [renamed, 'MZ program'],
    ]);
    const headOf = (file: File) => Promise.resolve(new TextEncoder().encode(heads.get(file) ?? ''));
    const { taken, refused } = await sortFiles([pdf, pdf, renamed, new File(['x'], 'c.exe'), note], [], undefined, headOf);
    expect(taken).toEqual([pdf, note]);
    expect(refused).toEqual([
      { name: 'holiday.jpg', why: 'content' },
      { name: 'c.exe', why: 'type' },
    ]);
    const many = Array.from({ length: 30 }, (_, at) => new File([`${at}`], `${at}.txt`));
    expect((await sortFiles([note], many, undefined, headOf)).refused).toEqual([{ name: 'b.txt', why: 'many' }]);
  });

  it('are offered by extension', () => expect(acceptAttribute(accepted.extensions)).toBe('.jpg,.pdf'));
});
