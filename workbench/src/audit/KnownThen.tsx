import Drawer from 'antd/es/drawer';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { AuditEntry, AuditPage, Schemas } from '../api/types';
import { FileList } from '../cases/FileList';
import { useCase } from '../cases/useCases';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { ChangedField, changedValue } from './ChangedField';
import { knownAt } from './knownAt';

/** 当时已知: every field of the case as the chain had it at one entry, and which entry brought it. */
export function KnownThen({ entry, close }: { entry: AuditEntry; close: () => void }) {
  const { t, pick, language } = useI18n();
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
  const known = chain.data ? knownAt<Schemas['ChangeNamesTold'], AuditEntry>(chain.data, entry.sequence) : [];
  const caseId = entry.chain.replace(/^case:/, '');
  const record = useCase(caseId);
  const files = [...(record.data?.documents ?? []), ...(record.data?.evidence ?? [])].filter((file) => file.at <= entry.at);
  return (
    <Drawer open onClose={close} size={900} title={`${t('audit.known')} · ${entry.caseNumber ?? ''}`}>
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
              <th>{t('audit.knownValue')}</th>
              <th>{t('audit.knownBy')}</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ change, side, entry: brought }, index) => (
              <tr key={index}>
                <td>
                  <ChangedField change={change} />
                </td>
                <td className="wrap">{changedValue(change, side, language)}</td>
                <td>
                  {brought ? (
                    <>
                      <span className="num">{formatInstant(brought.at)}</span> {pick(brought)}
                    </>
                  ) : (
                    <span className="muted">{t('audit.knownFromBeginning')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {record.data && (
        <>
          <h3>{t('audit.knownFiles')}</h3>
          <FileList caseId={caseId} files={files} />
        </>
      )}
    </Drawer>
  );
}
