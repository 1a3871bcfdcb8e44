import { useI18n, type MessageKey } from '../i18n';
import { zhCN } from '../i18n/locales/zh-CN';

/** Names of roles, joined; an unknown code is shown as it is, so that nothing is hidden. */
export function useRoleNames(): (codes: readonly string[]) => string {
  const { t } = useI18n();
  return (codes) =>
    codes
      .map((code) => {
        const key = `role.${code}`;
        return key in zhCN ? t(key as MessageKey) : code;
      })
      .join(t('text.comma')) || '—';
}
