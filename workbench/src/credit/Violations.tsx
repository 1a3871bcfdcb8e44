import Select from 'antd/es/select';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { WideTable } from '../shared/WideTable';

type Quarter = Schemas['ViolationListsQuarter'];
const shown = 8;

/** 重大违法季度公布名单: what the inspections of a quarter proposed for publication, to be exported for the site. */
export function Violations() {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<string>();
  const [year, quarter] = (chosen ?? '').split('-');
  const list = useQuery({
    queryKey: ['credit', 'violations', chosen],
    queryFn: ({ signal }) => get<Quarter>('/api/credit/violations', chosen ? { year, quarter } : undefined, signal),
    placeholderData: keepPreviousData,
  });
  if (list.isError && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { year: ofYear, number, items } = list.data;
  const title = t('violations.title');
  return (
    <section className="panel" aria-label={title}>
      <div className="row">
        <h2 className="grow">{title}</h2>
        <Select
          aria-label={t('violations.quarter')}
          value={`${ofYear}-${number}`}
          options={quartersBefore(ofYear, number).map(([y, n]) => ({
            value: `${y}-${n}`,
            label: t('violations.of', { year: y, number: n }),
          }))}
          onChange={setChosen}
        />
        <a href={`/api/credit/violations.csv?year=${ofYear}&quarter=${number}`} download>
          {t('credit.export')}
        </a>
      </div>
      <p className="muted">{t('violations.help', { until: list.data.publishBy })}</p>
      {items.length === 0 ? (
        <p className="empty">{t('violations.none')}</p>
      ) : (
        <WideTable label={title}>
          <thead>
            <tr>
              <th>{t('credit.employer')}</th>
              <th>{t('violations.representative')}</th>
              <th>{t('violations.facts')}</th>
              <th>{t('violations.case')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((line) => (
              <tr key={line.caseId}>
                <td>
                  {line.employer} <span className="muted num">{line.creditCode}</span>
                </td>
                <td>{line.representative}</td>
                <td>{line.facts}</td>
                <td>
                  <Link to={`/cases/${line.caseId}`}>{line.caseNumber}</Link> <span className="num">{line.listedOn}</span>
                  {line.takenOff && <span className="muted"> {t('violations.off')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

/** The quarters that may be chosen: two after the one that is shown, and those before it. */
function quartersBefore(year: number, number: number): [number, number][] {
  const last = year * 4 + (number - 1) + 2;
  return Array.from({ length: shown }, (_, back) => [Math.floor((last - back) / 4), ((last - back) % 4) + 1]);
}
