import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Drawer from 'antd/es/drawer';
import Table, { type ColumnsType } from 'antd/es/table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Sample = Schemas['QualitySamplesSample'];
type Report = Schemas['QualitySamplesReport'];

/** 案件质量评查: the samples that were drawn, and what was found in them. */
export function QualityPage() {
  const { t } = useI18n();
  const me = useMe();
  const [open, setOpen] = useState<string>();
  const samples = useQuery({
    queryKey: ['quality'],
    queryFn: ({ signal }) => get<Sample[]>('/api/quality/samples', undefined, signal),
  });
  if (samples.isError && !samples.data) return <Failure error={samples.error} retry={() => void samples.refetch()} />;
  if (!samples.data) return <Loading />;
  const count = (title: MessageKey, of: (sample: Sample) => number) => ({
    title: t(title),
    width: 90,
    align: 'right' as const,
    render: (_: unknown, sample: Sample) => <span className="num">{of(sample)}</span>,
  });
  const columns: ColumnsType<Sample> = [
    {
      title: t('quality.period'),
      width: 210,
      render: (_, sample) => (
        <button type="button" className="link-button num" onClick={() => setOpen(sample.id)}>
          {sample.from} – {sample.to}
        </button>
      ),
    },
    {
      title: t('quality.drawn'),
      render: (_, sample) => (
        <>
          {t('quality.drawnOf', { drawn: sample.drawn, eligible: sample.eligible, share: sample.share })}
          <div className="muted">
            <Actor name={sample.drawnBy} /> <span className="num">{formatInstant(sample.drawnAt)}</span>
          </div>
        </>
      ),
    },
    count('quality.open', (sample) => sample.open),
    count('quality.grade.qualified', (sample) => sample.qualified),
    count('quality.grade.flawed', (sample) => sample.flawed),
    count('quality.grade.unqualified', (sample) => sample.unqualified),
  ];
  return (
    <section className="page">
      <h1>{t('nav.quality')}</h1>
      <p className="muted">{t('quality.help')}</p>
      {me.data?.permissions.includes('quality') && <Draw done={setOpen} />}
      <Table<Sample>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={samples.data}
        scroll={{ x: 760 }}
        pagination={false}
        locale={{ emptyText: <p className="empty">{t('quality.none')}</p> }}
      />
      {open && <ReportDrawer key={open} id={open} close={() => setOpen(undefined)} />}
    </section>
  );
}

function Draw({ done }: { done: (id: string) => void }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [range, setRange] = useState<[Dayjs, Dayjs]>([dayjs().startOf('month'), dayjs()]);
  const [operationId, setOperationId] = useState(newOperationId);
  const draw = useMutation({
    mutationFn: () =>
      post<Report>('/api/quality/samples', {
        from: range[0].format('YYYY-MM-DD'),
        to: range[1].format('YYYY-MM-DD'),
        operationId,
      }),
    onSuccess: (report) => {
      setOperationId(newOperationId());
      void client.invalidateQueries({ queryKey: ['quality'] });
      done(report.sample.id);
    },
  });
  return (
    <>
      <div className="filters">
        <DatePicker.RangePicker
          aria-label={t('quality.period')}
          allowClear={false}
          value={range}
          disabledDate={(day) => day.isAfter(dayjs(), 'day')}
          onChange={(next) => next?.[0] && next[1] && setRange([next[0], next[1]])}
        />
        <Button type="primary" loading={draw.isPending} onClick={() => draw.mutate()}>
          {t('quality.draw')}
        </Button>
      </div>
      {draw.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(draw.error)} />}
    </>
  );
}

function ReportDrawer({ id, close }: { id: string; close: () => void }) {
  const { t, pick } = useI18n();
  const path = `/api/quality/samples/${encodeURIComponent(id)}`;
  const found = useQuery({ queryKey: ['quality', id], queryFn: ({ signal }) => get<Report>(path, undefined, signal) });
  const report = found.data;
  return (
    <Drawer open onClose={close} size={720} title={t('quality.report')}>
      {found.isError && !report ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !report ? (
        <Loading />
      ) : (
        <>
          <p>
            <span className="num">
              {report.sample.from} – {report.sample.to}
            </span>{' '}
            · {t('quality.drawnOf', { drawn: report.sample.drawn, eligible: report.sample.eligible, share: report.sample.share })}
          </p>
          <p>
            <a href={`${path}/report.csv`} download>
              {t('action.exportCsv')}
            </a>
          </p>
          <h3>{t('quality.problems')}</h3>
          {report.items.length === 0 ? (
            <p className="muted">{t('quality.noProblems')}</p>
          ) : (
            <ul className="plain">
              {report.items.map((item) => (
                <li key={item.item}>
                  {t('text.pair', { name: pick(item), value: t('quality.counts', { flaws: item.flaws, faults: item.faults }) })}
                </li>
              ))}
            </ul>
          )}
          <h3>{t('quality.cases')}</h3>
          <ul className="plain">
            {report.cases.map((one) => (
              <li key={one.caseId}>
                <Link to={`/cases/${encodeURIComponent(one.caseId)}`}>{one.number}</Link>
                <div>
                  <b>{t(one.grade ? (`quality.grade.${one.grade}` as MessageKey) : 'quality.open')}</b>{' '}
                  <span className="muted">
                    {one.rank === null ? t('quality.court') : t('quality.rank', { rank: one.rank })}
                    {one.reviewer && ` · ${one.reviewer}`}
                  </span>
                </div>
                {one.problems.map((problem) => (
                  <div key={problem.item}>{problem.note}</div>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
