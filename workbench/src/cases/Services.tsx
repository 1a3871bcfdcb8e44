import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { ServiceRecord } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';

/** 送达回证: what was served on whom, how, and from which day it counts. */
export function Services({ caseId }: { caseId: string }) {
  const { t, pick, say } = useI18n();
  const services = useQuery({
    queryKey: ['case', caseId, 'services'],
    queryFn: ({ signal }) => get<ServiceRecord[]>(`/api/cases/${encodeURIComponent(caseId)}/services`, undefined, signal),
  });
  if (services.isPending) return <Loading />;
  if (!services.data) return <Failure error={services.error} retry={() => void services.refetch()} />;
  if (services.data.length === 0) return <p className="muted">{t('service.none')}</p>;
  // Of a group of workers each paper goes to each of them: it is named once, with how many it has reached.
  const papers = [...new Set(services.data.map((service) => service.documentId))].map((id) =>
    services.data.filter((service) => service.documentId === id),
  );
  return (
    <table className="simple-table">
      <thead>
        <tr>
          <th>{t('service.paper')}</th>
          <th>{t('service.party')}</th>
          <th>{t('service.method')}</th>
          <th>{t('service.sentOn')}</th>
          <th>{t('service.servedOn')}</th>
        </tr>
      </thead>
      <tbody>
        {papers.flatMap((paper) =>
          paper.map((service, index) => (
            <tr key={service.id}>
              {index === 0 && (
                <td rowSpan={paper.length}>
                  {say(service.document)}
                  {paper.length > 1 && (
                    <div className="muted">
                      {t('service.reached', { reached: paper.filter((one) => one.deemedOn).length, total: paper.length })}
                    </div>
                  )}
                </td>
              )}
              <td>
                {service.party}
                <div className="muted wrap">{service.address}</div>
              </td>
              <td>{pick(service.method)}</td>
              <td className="nowrap">
                <span className="num">{service.sentOn}</span>
              </td>
              <td>
                <span className="num">{service.deemedOn ?? t('service.returned')}</span>
                <div className="muted wrap">{service.returnedBecause ?? service.explanation}</div>
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
