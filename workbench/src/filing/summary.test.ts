import { describe, expect, it } from 'vitest';
import { translate, type MessageKey } from '../i18n';
import { emptyBackground } from './background';
import { emptyClaim, emptyDraft, emptyPerson, emptyRespondent, type FilingDraft } from './draft';
import { summaryOf } from './summary';

const words = {
  t: (key: MessageKey, values?: Record<string, string | number>) => translate('zh', key, values),
  cause: (code: string) => code,
  district: (code: string) => code,
};
const shown = (draft: FilingDraft) => JSON.stringify(summaryOf(draft, ['工资条.jpg'], words));

/** A draft in which every field has something, one row in each list. */
function full(): FilingDraft {
  const draft = emptyDraft();
  draft.claims = [emptyClaim('unpaid-wages')];
  draft.coApplicants = [emptyPerson()];
  draft.furtherRespondents = [emptyRespondent()];
  draft.background = {
    ...emptyBackground(),
    priorProcedures: [{ kind: 'court', authority: '', number: '', outcome: '' }],
    evidenceItems: [{ name: '', holder: 'respondent' }],
    witnesses: [{ name: '', residence: '' }],
  };
  let next = 0;
  for (const field of fieldsOf(draft)) if (field.value === '') field.set(`内容${(next += 1)}。`);
  return draft;
}

interface FieldOfDraft {
  path: string;
  value: unknown;
  set: (value: unknown) => void;
}

/** Every field of a draft, whatever a later form adds to it. */
function fieldsOf(value: unknown, path = ''): FieldOfDraft[] {
  return Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) => {
    const at = path ? `${path}.${name}` : name;
    if (typeof inner === 'object' && inner !== null) return fieldsOf(inner, at);
    return [{ path: at, value: inner, set: (changed: unknown) => void ((value as Record<string, unknown>)[name] = changed) }];
  });
}

describe('the summary before an application is sent', () => {
  it('shows every field of the draft: what is changed in any of them is read in it', () => {
    // That it is true is declared beside the summary. Which way and who applies are choices that change the words around them.
    const paths = fieldsOf(full()).map((field) => field.path);
    expect(paths.length).toBeGreaterThan(50);
    const hidden = paths.filter((path) => {
      const draft = full();
      const before = shown(draft);
      const field = fieldsOf(draft).find((one) => one.path === path)!;
      if (path === 'procedure') field.set('ARB');
      else if (path === 'applicant.kind') field.set('employer');
      else field.set(typeof field.value === 'boolean' ? !field.value : `${String(field.value)}改`);
      return shown(draft) === before;
    });
    expect(hidden).toEqual(['truthful']);
  });

  it('names codes in words, and leaves out what was left empty', () => {
    const draft = full();
    draft.respondent.role = 'dispatch-agency';
    draft.background.language = 'cantonese';
    draft.respondent.contactPhone = '';
    const text = shown(draft);
    for (const word of ['劳务派遣单位', '粤语', '一般代理', '居民身份证', '工资条.jpg', '共同申请人 1', '单位 2'])
      expect(text).toContain(word);
    expect(
      summaryOf(emptyDraft(), [], words).flatMap((part) => part.groups.flatMap((group) => group.rows.map((row) => row.label))),
    ).not.toContain('对方联系电话');
    expect(summaryOf(draft, [], words).map((part) => part.step)).toEqual(['what', 'you', 'other', 'job', 'claims', 'evidence']);
  });
});
