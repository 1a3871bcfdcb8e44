import type { AuditEntry } from '../api/types';
import { useI18n } from '../i18n';
import { ChangeTable } from './ChangeTable';

/** The fields that an entry changed, and its place and seal in the chain. */
export function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useI18n();
  return (
    <>
      {entry.told.length > 0 && <ChangeTable changes={entry.told} />}
      <p className="muted wrap">{t('audit.seal', { chain: entry.chain, sequence: entry.sequence, seal: entry.seal })}</p>
    </>
  );
}
