import { ApiProblem, ConnectionLost } from '../api/problem';
import { useI18n } from '../i18n';

/** Turns an error into a sentence for people, in the language of the interface. */
export function useErrorText(): (error: unknown) => string {
  const { t, pick } = useI18n();
  return (error) => {
    if (error instanceof ConnectionLost) return t('error.connection');
    if (error instanceof ApiProblem) {
      const said = pick(error.body.messages);
      if (said) return said;
      if (error.status === 401) return t('error.signedOut');
      if (error.status === 403) return t('error.forbidden');
      if (error.status === 404) return t('error.notFound');
      if (error.status === 429) return t('error.tooMany');
      if (error.status < 500 && error.body.detail) return error.body.detail;
      return t('error.server', { status: error.status });
    }
    return t('error.unknown');
  };
}
