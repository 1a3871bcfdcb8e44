import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Space from 'antd/es/space';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Page, Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n, type Translate } from '../i18n';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { usePage } from '../shared/usePage';
import { caseIdsOf } from './caseIdsOf';
import { takeAway } from '../shared/takeAway';

type Item = Schemas['BulkUnmaskItem'];
const path = '/api/personal/unmask-requests';
const key = ['unmask-requests'];
const states = ['waiting', 'approved', 'delivered', 'rejected'] as const;

/** 批量查看完整信息: one asks with purpose and legal basis, another decides, and the one who asked takes the list away once. */
export function UnmaskRequestsPage() {
  const { t } = useI18n();
  const { search, page, pageSize, change } = usePage();
  const state = states.find((known) => known === search.get('state'));
  const requests = useQuery({
    queryKey: [...key, state, page, pageSize],
    queryFn: ({ signal }) => get<Page<Item>>(path, { state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.unmask')}</h1>
      </header>
      <p className="muted">{t('disclosure.help')}</p>
      <Ask />
      <div className="filters">
        <Choice
          label={t('disclosure.states')}
          value={state ?? ''}
          options={[['', t('disclosure.all')], ...states.map((known): [string, string] => [known, t(`disclosure.state.${known}`)])]}
          choose={(value) => change({ state: value || undefined })}
        />
      </div>
      {requests.isError ? (
        <Failure error={requests.error} retry={() => void requests.refetch()} />
      ) : !requests.data ? (
        <Loading />
      ) : requests.data.items.length === 0 ? (
        <p className="empty">{t(state ? 'disclosure.emptyState' : 'disclosure.empty')}</p>
      ) : (
        <>
          <ul className="cards">
            {requests.data.items.map((item) => (
              <Request key={item.id} item={item} />
            ))}
          </ul>
          <PageFoot page={page} pageSize={pageSize} total={requests.data.total} change={change} />
        </>
      )}
    </section>
  );
}

function useAgain() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: key });
}

function Ask() {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const again = useAgain();
  const [numbers, setNumbers] = useState('');
  const [reason, setReason] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const ask = useMutation({
    mutationFn: async () => post<Item>(path, { cases: await caseIdsOf(numbers), reason, legalBasis }),
    onSuccess: () => {
      setNumbers('');
      setReason('');
      setLegalBasis('');
    },
    onSettled: again,
  });
  const errors = errorsByField(ask.error, language);
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <h2>{t('disclosure.ask')}</h2>
      {ask.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(ask.error)} />
      )}
      {ask.isSuccess && <Alert type="success" showIcon role="status" className="gap-below" title={t('disclosure.asked')} />}
      <Field label={t('disclosure.cases')} required error={errors.cases}>
        <Input.TextArea rows={3} value={numbers} onChange={(event) => setNumbers(event.target.value)} />
      </Field>
      <Field label={t('disclosure.reason')} required error={errors.reason}>
        <Input maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Field label={t('disclosure.basis')} required error={errors.legalBasis}>
        <Input maxLength={1000} value={legalBasis} onChange={(event) => setLegalBasis(event.target.value)} />
      </Field>
      <Button type="primary" htmlType="submit" loading={ask.isPending}>
        {t('disclosure.send')}
      </Button>
    </form>
  );
}

const stateText = (state: string, t: Translate) =>
  state === 'waiting' || state === 'approved' || state === 'rejected' || state === 'delivered' ? t(`disclosure.state.${state}`) : state;

function Request({ item }: { item: Item }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const again = useAgain();
  const [comment, setComment] = useState('');
  const decide = useMutation({
    mutationFn: (how: 'approve' | 'reject') => post<Item>(`${path}/${item.id}/${how}`, { comment, expectedRevision: item.revision }),
    onSettled: again,
  });
  const deliver = useMutation({ mutationFn: () => takeAway(`${path}/${item.id}/deliver`), onSettled: again });
  const error = decide.error ?? deliver.error;
  return (
    <li className="panel">
      <div className="row">
        <b className="grow">{t('disclosure.of', { count: Number(item.cases) })}</b>
        <span>{stateText(item.state, t)}</span>
      </div>
      <p>{item.reason}</p>
      <p className="muted">
        {item.legalBasis} · <Actor name={item.requestedBy} /> {formatInstant(item.requestedAt)}
        {item.decidedBy && item.decidedAt && (
          <>
            {' · '}
            <Actor name={item.decidedBy} /> {formatInstant(item.decidedAt)} {item.decision}
          </>
        )}
      </p>
      {error && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(error)} />}
      {item.state === 'waiting' && item.own && <p className="muted">{t('disclosure.own')}</p>}
      {item.state === 'waiting' && !item.own && (
        <Space wrap>
          <Input
            aria-label={t('disclosure.comment')}
            placeholder={t('disclosure.comment')}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('approve')}>
            {t('disclosure.approve')}
          </Button>
          <Button danger disabled={!comment.trim()} loading={decide.isPending} onClick={() => decide.mutate('reject')}>
            {t('disclosure.reject')}
          </Button>
        </Space>
      )}
      {item.state === 'approved' && item.own && (
        <Button type="primary" loading={deliver.isPending} onClick={() => deliver.mutate()}>
          {t('disclosure.deliver')}
        </Button>
      )}
    </li>
  );
}
