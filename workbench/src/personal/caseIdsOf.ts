import { get } from '../api/client';
import type { Page } from '../api/types';

interface Found {
  id: string;
  caseNumber: string;
}

/** The ids of cases that somebody names by their numbers, one a line or between commas; what is not found stays as it was typed. */
export async function caseIdsOf(typed: string, search = find): Promise<string[]> {
  const numbers = [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))];
  return Promise.all(numbers.map(async (number) => (await search(number)).find((one) => one.caseNumber === number)?.id ?? nobodys));
}

/** No case has this id: the host answers that there is no such case among them. */
const nobodys = '00000000-0000-0000-0000-000000000000';

async function find(number: string): Promise<Found[]> {
  return (await get<Page<Found>>('/api/cases', { q: number, pageSize: 20 })).items;
}
