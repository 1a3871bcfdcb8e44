import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { WorkloadTables } from '../statistics/Workload';

/** 工作量: what each officer and office has to do, how much is late, and what was done in the last thirty days. */
export function SupervisedLoad() {
  const { t } = useI18n();
  const to = todayInChina();
  const from = dayjs(to).subtract(29, 'day').format('YYYY-MM-DD');
  const load = useQuery({
    queryKey: ['supervision', 'workload', from, to],
    queryFn: ({ signal }) => get<Schemas['WorkloadsAnswer']>('/api/supervision/workload', { from, to }, signal),
    staleTime: 60_000,
  });
  if (load.isError && !load.data) return <Failure error={load.error} retry={() => void load.refetch()} />;
  if (!load.data) return <Loading />;
  return (
    <>
      <p className="muted">{t('supervision.workload.help', { from, to })}</p>
      <div className="report-grid">
        <WorkloadTables officers={load.data.officers} offices={load.data.offices} from={from} to={to} scope={{}} />
      </div>
    </>
  );
}
