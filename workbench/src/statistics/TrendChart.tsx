import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { Chart } from './Chart';

type Line = Schemas['IndicatorTrendLine'];
const colors = ['#0b57d0', '#0f766e', '#b45309', '#7c3aed', '#475569', '#be123c', '#4d7c0f', '#0369a1', '#a21caf', '#92400e'];

/** Each indicator over twelve months, its target as a dotted line of the same colour; the same numbers stand in a table. */
export function TrendChart({ to, district }: { to?: string; district?: string }) {
  const { t, pick } = useI18n();
  const trend = useQuery({
    queryKey: ['trend', to, district],
    queryFn: ({ signal }) => get<Line[]>('/api/statistics/trend', { to, district }, signal),
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
      <Chart option={option} height={300} label={t('trend.title')} />
      <details>
        <summary>{t('trend.table')}</summary>
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
                    {line.points[row]?.value ?? '—'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
