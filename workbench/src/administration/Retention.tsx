import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Space from 'antd/es/space';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { ArchiveVolumes } from './ArchiveVolumes';
import { RetentionRuns } from './RetentionRuns';

const key = ['retention'];

/** 归档与清理: always tried first, then done. */
export function Retention() {
  const { t } = useI18n();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const periods = useQuery({
    queryKey: [...key, 'periods'],
    queryFn: ({ signal }) => get<Schemas['RetentionPagesPeriods']>('/api/administration/retention', undefined, signal),
  });
  const run = useMutation({
    mutationFn: ({ job, dryRun }: { job: string; dryRun: boolean }) =>
      post<Schemas['RetentionPagesRun']>(`/api/administration/retention/${job}/run`, { dryRun }),
    onSuccess: (done) => {
      if (done.dryRun && done.items > 0)
        modal.confirm({
          title: t(`retention.${done.job}` as MessageKey),
          content: t('retention.sure', { count: done.items }),
          okText: t('retention.run'),
          cancelText: t('account.cancel'),
          onOk: () => run.mutateAsync({ job: done.job, dryRun: false }),
        });
      else void message.info(t('retention.items', { count: done.items }));
    },
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const verify = useMutation({
    mutationFn: () => post<Schemas['RetentionPagesChecked']>('/api/administration/retention/verify'),
    onError: (error) => void message.error(errorText(error)),
  });
  if (periods.isError) return <Failure error={periods.error} retry={() => void periods.refetch()} />;
  if (!periods.data) return <Loading />;
  const { draftDays, portalDays, sessionDays, archiveDirectory } = periods.data;
  const broken = verify.data?.broken ?? [];
  return (
    <>
      <p className="muted">{t('retention.help', { drafts: draftDays, portal: portalDays, sessions: sessionDays })}</p>
      <p className="muted">{t('retention.directory', { directory: archiveDirectory })}</p>
      <Space wrap className="gap-below">
        {(['archive', 'purge'] as const).map((job) => (
          <Button key={job} loading={run.isPending && run.variables.job === job} onClick={() => run.mutate({ job, dryRun: true })}>
            {t(`retention.${job}`) + t('text.paren', { text: t('retention.try') })}
          </Button>
        ))}
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('retention.verify')}
        </Button>
      </Space>
      {verify.data && (
        <Alert
          type={broken.length > 0 ? 'error' : 'success'}
          showIcon
          role="status"
          className="gap-below"
          title={
            verify.data.volumes === 0
              ? t('retention.noVolumes')
              : t(broken.length > 0 ? 'retention.checkedBroken' : 'retention.checked', {
                  count: verify.data.volumes,
                  broken: broken.length,
                })
          }
          description={
            broken.length > 0 && (
              <ul className="plain">
                {broken.map((volume) => (
                  <li key={volume.id}>{volume.fileName}</li>
                ))}
              </ul>
            )
          }
        />
      )}
      <ArchiveVolumes checked={verify.data} />
      <RetentionRuns />
    </>
  );
}
