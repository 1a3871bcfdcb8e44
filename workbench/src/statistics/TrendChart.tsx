import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { get, type Query } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { Chart } from './Chart';
import { listLink } from './links';

type Line = Schemas['IndicatorTrendLine'];
const colors = ['#0b57d0', '#0f766e', '#b45309', '#7c3aed', '#475569', '#be123c', '#4d7c0f', '#0369a1', '#a21caf', '#92400e'];

/**
 * Each indicator over twelve months, its target as a dotted line of the same colour; the same numbers stand in a table. A point, as a
 * number of the table, opens the list of what it counts.
 */
export function TrendChart({ query, scope }: { query: Query; scope: Query }) {
  const { t, pick } = useI18n();
  const navigate = useNavigate();
  const trend = useQuery({
    queryKey: ['trend', query],
    queryFn: ({ signal }) => get<Line[]>('/api/statistics/trend', query, signal),
    staleTime: 60_000,
  });
  const lines = useMemo(() => trend.data ?? [], [trend.data]);
  const option = useMemo(
    () => ({
      color: colors,
      grid: { left: 40, right: 12, top: 56, bottom: 24 },
      legend: {
        type: 'scroll',
        top: 0,
        left: 0,
        itemHeight: 10,
        itemWidth: 16,
        itemGap: 28,
        data: lines.map((line) => pick(line)),
        // Those with a target come first; the others are one click away.
        selected: Object.fromEntries(lines.map((line) => [pick(line), line.points.some((point) => point.target !== null)])),
      },
      tooltip: { trigger: 'axis' },
      aria: { enabled: true },
      xAxis: { type: 'category', data: lines[0]?.points.map((point) => point.month.slice(0, 7)) ?? [] },
      yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
      series: lines.flatMap((line, index) => [
        { name: pick(line), type: 'line', connectNulls: true, data: line.points.map((point) => point.value) },
        {
          name: `${pick(line)} ${t('trend.target')}`,
          type: 'line',
          symbol: 'none',
          lineStyle: { type: 'dotted', width: 1 },
          itemStyle: { color: colors[index % colors.length] },
          data: line.points.map((point) => point.target),
        },
      ]),
    }),
    [lines, pick, t],
  );
  if (trend.isError) return <Failure error={trend.error} retry={() => void trend.refetch()} />;
  if (!trend.data) return <Loading />;
  return (
    <>
      <Chart
        option={option}
        height={300}
        label={t('trend.title')}
        press={(index, series) => {
          // A line and its target follow each other.
          const point = lines[Math.floor(series / 2)]?.points[index];
          if (point) void navigate(listLink(point.numeratorList, scope));
        }}
      />
      <p className="muted">{t('trend.scope')}</p>
      <details>
        <summary>{t('trend.table')}</summary>
        <div className="wide-table" role="region" aria-label={t('trend.title')} tabIndex={0}>
          <table className="simple-table">
            <thead>
              <tr>
                <th>{t('trend.month')}</th>
                {lines.map((line) => (
                  <th key={line.id}>{pick(line)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(lines[0]?.points ?? []).map((point, row) => (
                <tr key={point.month}>
                  <td className="num">{point.month.slice(0, 7)}</td>
                  {lines.map((line) => (
                    <td key={line.id} className="num">
                      <PointLinks point={line.points[row]} scope={scope} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function PointLinks({ point, scope }: { point: Line['points'][number] | undefined; scope: Query }) {
  if (!point || point.value === null) return '—';
  return (
    <>
      {point.value}%{' '}
      <span className="muted nowrap">
        <Link to={listLink(point.numeratorList, scope)}>{point.numerator}</Link>
        {' ÷ '}
        <Link to={listLink(point.denominatorList, scope)}>{point.denominator}</Link>
      </span>
    </>
  );
}
