import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Query } from '../api/client';
import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';
import { Chart } from './Chart';
import { casesLink } from './links';

/** Cases filed and closed by month; a press on a bar opens its list. */
export function MonthChart({ months, scope }: { months: Statistics['months']; scope: Query }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const option = useMemo(
    () => ({
      color: ['#1d4ed8', '#94a3b8'],
      grid: { left: 40, right: 8, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemHeight: 10, itemWidth: 16 },
      tooltip: { trigger: 'axis' },
      aria: { enabled: true },
      xAxis: { type: 'category', data: months.map((month) => month.startsOn.slice(0, 7)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        { name: t('statistics.filed'), type: 'bar', data: months.map((month) => month.filed) },
        { name: t('statistics.closed'), type: 'bar', data: months.map((month) => month.closed) },
      ],
    }),
    [months, t],
  );
  return (
    <Chart
      option={option}
      height={240}
      label={months.map((month) => `${month.startsOn.slice(0, 7)}: ${month.filed} / ${month.closed}`).join('; ')}
      press={(index, series) => {
        const month = months[index];
        if (!month) return;
        const last = dayjs(month.startsOn).endOf('month').format('YYYY-MM-DD');
        void navigate(
          casesLink(series === 0 ? { ...scope, from: month.startsOn, to: last } : { ...scope, closedFrom: month.startsOn, closedTo: last }),
        );
      }}
    />
  );
}
