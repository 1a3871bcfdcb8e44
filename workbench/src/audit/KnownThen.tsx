import Drawer from 'antd/es/drawer';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { AuditEntry, AuditPage } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { knownAt } from './knownAt';

/** 当时已知: every field of the case as the chain had it at one entry, and which entry brought it. */
export function KnownThen({ entry, close }: { entry: AuditEntry; close: () => void }) {
  const { t, pick } = useI18n();
  const chain = useQuery({
    queryKey: ['audit', 'chain', entry.caseNumber],
    queryFn: async ({ signal }) => {
      const items: AuditEntry[] = [];
      for (let page = 1; ; page++) {
        const found = await get<AuditPage>('/api/audit/entries', { caseNumber: entry.caseNumber, page, pageSize: 200 }, signal);
        items.push(...found.items);
        if (items.length >= found.total || found.items.length === 0) return items;
      }
    },
  });
  const known = chain.data ? knownAt(chain.data, entry.sequence) : [];
  return (
    <Drawer open onClose={close} size={760} title={`${t('audit.known')} · ${entry.caseNumber ?? ''}`}>
      <p>{t('audit.knownAt', { sequence: entry.sequence, at: formatInstant(entry.at) })}</p>
      {chain.isPending ? (
        <Loading />
      ) : chain.isError ? (
        <Failure error={chain.error} retry={() => void chain.refetch()} />
      ) : known.length === 0 ? (
        <p className="muted">{t('audit.knownNone')}</p>
      ) : (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('history.field')}</th>
              <th>{t('history.after')}</th>
              <th>{t('history.action')}</th>
            </tr>
          </thead>
          <tbody>
            {known.map((field) => (
              <tr key={field.field}>
                <td>{field.field}</td>
                <td className="wrap">{field.value}</td>
                <td>
                  <span className="num">{formatInstant(field.entry.at)}</span> {pick(field.entry)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Drawer>
  );
}
