import Alert from 'antd/es/alert';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { formatInstant } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { Failure, Loading } from '../shared/States';

type State = 'good' | 'warning' | 'bad';
const lights = { good: 'green', warning: 'yellow', bad: 'red' } as const;

/** 健康状态: whether everything that the system stands on works, in words. */
export function HealthPanel() {
  const { t, pick } = useI18n();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => get<Schemas['SystemHealthAnswer']>('/api/administration/health', undefined, signal),
    refetchInterval: 15_000,
  });
  if (health.isError && !health.data) return <Failure error={health.error} retry={() => void health.refetch()} />;
  if (!health.data) return <Loading />;
  const state = health.data.state as State;
  return (
    <>
      <Alert
        type={state === 'good' ? 'success' : state === 'bad' ? 'error' : 'warning'}
        showIcon
        role="status"
        className="gap-below"
        title={t(`health.overall.${state}`)}
      />
      <table className="simple-table">
        <thead>
          <tr>
            <th>{t('health.item')}</th>
            <th>{t('administration.state')}</th>
            <th>{t('health.found')}</th>
          </tr>
        </thead>
        <tbody>
          {health.data.checks.map((check) => (
            <tr key={check.code}>
              <th scope="row">{t(`health.check.${check.code}` as MessageKey)}</th>
              <td className="nowrap">
                <LightMark light={lights[check.state as State]} text={t(`health.${check.state as State}`)} />
              </td>
              <td className="wrap">{pick(check)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {t('health.at')} <span className="num">{formatInstant(health.data.at)}</span> · {t('health.help')}
      </p>
    </>
  );
}
