import { useI18n, type MessageKey } from '../i18n';
import { zhCN } from '../i18n/locales/zh-CN';

/** How cases come. */
export const channels = Object.keys(zhCN)
  .filter((key) => key.startsWith('channel.'))
  .map((key) => key.slice('channel.'.length));

/** The name of a way; an unknown code is shown as it is, so that nothing is hidden. */
export function useChannelName(): (code: string) => string {
  const { t } = useI18n();
  return (code) => (channels.includes(code) ? t(`channel.${code}` as MessageKey) : code);
}
