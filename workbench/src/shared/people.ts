import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Officer } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';

const codes: Record<string, MessageKey> = {
  applicant: 'actor.applicant',
  respondent: 'actor.respondent',
  workflow: 'actor.workflow',
  clock: 'actor.clock',
  import: 'actor.import',
  schedule: 'actor.schedule',
  installed: 'actor.laborflow',
  laborflow: 'actor.laborflow',
  system: 'history.system',
};
const most = 100;

type Names = Map<string, string>;
let batch: { userNames: Set<string>; answer: Promise<Names> } | undefined;

/** What a page needs is asked for at once: whoever is drawn in the same moment goes into one question. */
function load(userName: string): Promise<string> {
  if (!batch) {
    const userNames = new Set<string>();
    const answer = new Promise((resolve) => setTimeout(resolve, 5)).then(() => {
      batch = undefined;
      return namesOf([...userNames]);
    });
    batch = { userNames, answer };
  }
  batch.userNames.add(userName);
  return batch.answer.then((names) => names.get(userName.toLowerCase()) ?? userName);
}

async function namesOf(userNames: string[]): Promise<Names> {
  const parts = Array.from({ length: Math.ceil(userNames.length / most) }, (_, at) => userNames.slice(at * most, (at + 1) * most));
  const people = await Promise.all(
    parts.map((part) => get<Officer[]>(`/api/people?${new URLSearchParams(part.map((name) => ['names', name])).toString()}`)),
  );
  return new Map(people.flat().map((person) => [person.userName.toLowerCase(), person.displayName]));
}

/** Who did something, in words: parties and the system have codes in records, officers their user name. */
export function useActorName(actor: string | null | undefined): string {
  const { t } = useI18n();
  const code = actor ? codes[actor] : 'history.system';
  const person = useQuery({
    queryKey: ['person', actor],
    queryFn: () => load(actor!),
    enabled: code === undefined,
    staleTime: Infinity,
  });
  // Nothing rather than a name that is replaced at once.
  if (person.isLoading) return '';
  return code ? t(code) : (person.data ?? actor!);
}

/** The same as text in a page. */
export function Actor({ name }: { name: string | null | undefined }) {
  return useActorName(name);
}
