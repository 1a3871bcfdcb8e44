import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get, type Query } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { listLink } from './links';

type Group = Schemas['FiguresGroup'];

/** 分领域指标: how arbitrations, groups, inspections, referrals and listings fare, each number a link to the list behind it. */
export function Figures({ query, scope }: { query: Query; scope: Query }) {
  const found = useQuery({
    queryKey: ['statistics', 'figures', query],
    queryFn: ({ signal }) => get<Schemas['FiguresAnswer']>('/api/statistics/figures', query, signal),
    staleTime: 60_000,
  });
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <div className="figure-groups">
      {found.data.groups.map((group) => (
        <FigureTable key={group.code} group={group} scope={scope} />
      ))}
    </div>
  );
}

function FigureTable({ group, scope }: { group: Group; scope: Query }) {
  const { t, pick } = useI18n();
  const list = (query: string | null, text: string | number) => (query === null ? text : <Link to={listLink(query, scope)}>{text}</Link>);
  return (
    <section>
      <h2>{pick(group)}</h2>
      <table className="simple-table">
        <tbody>
          {group.rows.map((figure) => {
            const value =
              figure.value === null
                ? t('figures.nothing')
                : t(`figures.${figure.unit}` as MessageKey, {
                    value: figure.unit === 'yuan' ? figure.value.toLocaleString('zh-CN', { minimumFractionDigits: 2 }) : figure.value,
                  });
            return (
              <tr key={figure.code}>
                <th scope="row">{pick(figure)}</th>
                <td className="num">
                  {figure.unit === 'percent' && figure.denominator !== null ? value : list(figure.numeratorList, value)}
                </td>
                <td className="muted">
                  {typeof figure.target === 'number' && (
                    <b>
                      {t('statistics.target')} {figure.target}% ·{' '}
                    </b>
                  )}
                  {pick({ zh: figure.formulaZh, en: figure.formulaEn })}
                  {figure.denominator !== null && (
                    <span className="num">
                      {' '}
                      ({list(figure.numeratorList, figure.numerator)} ÷ {list(figure.denominatorList, figure.denominator)})
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
