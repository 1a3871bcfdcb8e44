import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/types';
import { markOf } from './workdays';

const local = { effectiveFrom: null, effectiveTo: null, id: '1', basis: '', addedBy: '', addedAt: '', en: '' };
const calendar = {
  years: [
    {
      number: 2026,
      days: [
        { date: '2026-10-01', working: false, zh: '国庆节', en: 'National Day' },
        { date: '2026-10-10', working: true, zh: '国庆节调休上班', en: 'worked for National Day' },
      ],
    },
  ],
  localDays: [
    { ...local, jurisdiction: '440300', date: '2026-09-29', working: false, zh: '台风停工' },
    { ...local, jurisdiction: '440309', date: '2026-09-29', working: true, zh: '龙华照常' },
    { ...local, jurisdiction: '440300', date: '2026-09-30', working: false, zh: '已撤回', effectiveTo: '2026-09-01' },
  ],
  warning: null,
} as Schemas['ManageCalendarAnswer'];

describe('a day of the calendar', () => {
  it.each([
    ['2026-10-01', '440309', false, '国庆节'],
    ['2026-10-10', '440309', true, '国庆节调休上班'],
    ['2026-10-11', '440309', false, undefined],
    ['2026-10-12', '440309', true, undefined],
    ['2026-09-29', '440305', false, '台风停工'],
    ['2026-09-29', '440309', true, '龙华照常'],
    ['2026-09-29', '440106', true, undefined],
    ['2026-09-30', '440305', true, undefined],
  ])('%s at %s', (date, place, works, name) => {
    const mark = markOf(date, calendar, place);
    expect([mark.works, mark.name?.zh]).toEqual([works, name]);
  });

  it('is told by the week alone until the calendar is there', () => {
    expect(markOf('2026-10-01', undefined, '').works).toBe(true);
  });
});
