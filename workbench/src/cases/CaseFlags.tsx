import Tag from 'antd/es/tag';
import { useI18n, type MessageKey } from '../i18n';
import { zhCN } from '../i18n/locales/zh-CN';

/** Marks of a case that change how it is handled (collective, migrant workers, urgent hardship). */
export function CaseFlags({ flags }: { flags?: string[] | Record<string, boolean> | null }) {
  const { t } = useI18n();
  if (!flags) return null;
  const names = Array.isArray(flags) ? flags : Object.keys(flags).filter((name) => flags[name]);
  return (
    <>
      {names.map((name) => (
        <Tag key={name}>{`flag.${name}` in zhCN ? t(`flag.${name}` as MessageKey) : name}</Tag>
      ))}
    </>
  );
}
