import { describe, expect, it } from 'vitest';
import { listLink, tasksLink } from './links';

describe('a number leads to the list behind it', () => {
  it('with what the host counts and what the page is narrowed by', () => {
    const link = listLink('indicator=fta-share&part=numerator&periodFrom=2026-01-01&periodTo=2026-01-31', {
      district: '440309',
      procedure: undefined,
      mainCause: 'unpaid-wages',
    });
    const [path, search] = link.split('?') as [string, string];
    expect(path).toBe('/cases');
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      district: '440309',
      mainCause: 'unpaid-wages',
      indicator: 'fta-share',
      part: 'numerator',
      periodFrom: '2026-01-01',
      periodTo: '2026-01-31',
    });
  });

  it('of tasks among all that the reader sees', () => {
    expect(tasksLink({ assignee: 'mediator', due: 'overdue' })).toBe('/tasks?view=all&assignee=mediator&due=overdue');
  });
});
