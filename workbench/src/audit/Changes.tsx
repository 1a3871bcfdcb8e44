import type { AuditEntry } from '../api/types';
import { useI18n } from '../i18n';

/** The fields that an entry changed, and its place and seal in the chain. */
export function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useI18n();
  const changes = Array.isArray(entry.changes) ? (entry.changes as { field: string; before?: unknown; after?: unknown }[]) : [];
  const show = (value: unknown) =>
    value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <>
      {changes.length > 0 && (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('history.field')}</th>
              <th>{t('history.before')}</th>
              <th>{t('history.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change, index) => (
              <tr key={index}>
                <td>{change.field}</td>
                <td className="wrap">{show(change.before)}</td>
                <td className="wrap">{show(change.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted wrap">{t('audit.seal', { chain: entry.chain, sequence: entry.sequence, seal: entry.seal })}</p>
    </>
  );
}
