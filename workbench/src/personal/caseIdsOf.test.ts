import { describe, expect, it } from 'vitest';
import { caseIdsOf } from './caseIdsOf';

describe('caseIdsOf', () => {
  const known = [
    { id: 'a', caseNumber: '深龙华调〔2026〕1号' },
    { id: 'b', caseNumber: '深龙华调〔2026〕12号' },
  ];
  const search = async (number: string) => known.filter((one) => one.caseNumber.startsWith(number.slice(0, -1)));

  it('takes each number once and only what it names exactly', async () => {
    expect(await caseIdsOf('深龙华调〔2026〕1号，深龙华调〔2026〕12号\n深龙华调〔2026〕1号', search)).toEqual(['a', 'b']);
  });

  it('leaves a number that nobody has for the host to refuse', async () => {
    expect(await caseIdsOf('深龙华调〔2026〕9号', search)).toEqual(['00000000-0000-0000-0000-000000000000']);
  });
});
