import { useI18n, type MessageKey } from '../i18n';

const names: Record<string, MessageKey> = {
  applicant: 'actor.applicant',
  respondent: 'actor.respondent',
  workflow: 'actor.workflow',
  clock: 'actor.clock',
};

/** Who did something, in words: parties and the system have codes, officers their user name. */
export function useActorName(): (actor: string | null | undefined) => string {
  const { t } = useI18n();
  return (actor) => {
    const key = actor ? names[actor] : 'history.system';
    return key ? t(key) : actor!;
  };
}
