import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';

type List = Schemas['CreditListsItem'];

/** What may be done with a list where it stands: reviewed, approved by another person or sent back, told to the employers. */
export function ListActs({ list, reviews, approves, own }: { list: List; reviews: boolean; approves: boolean; own: boolean }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [how, setHow] = useState('');
  const [notifiedOn, setNotifiedOn] = useState(todayInChina());
  const act = useMutation({
    mutationFn: ({ command, body }: { command: string; body: unknown }) => post(`/api/credit/lists/${list.id}/${command}`, body),
    onSuccess: () => setReason(''),
    onSettled: () => void client.invalidateQueries({ queryKey: ['credit'] }),
  });
  const failure = act.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(act.error)} />;
  if (list.state === 'scored' && reviews)
    return (
      <>
        {failure}
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ command: 'review', body: {} })}>
          {t('credit.review')}
        </Button>
      </>
    );
  if (list.state === 'reviewed' && approves)
    return own ? (
      <p className="muted">{t('credit.twoPersons')}</p>
    ) : (
      <>
        {failure}
        <div className="import-form">
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ command: 'decide', body: { approved: true } })}>
            {t('credit.approve')}
          </Button>
          <Input
            aria-label={t('credit.reason')}
            placeholder={t('credit.reason')}
            className="filter-search"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            loading={act.isPending}
            disabled={reason.trim() === ''}
            onClick={() => act.mutate({ command: 'decide', body: { approved: false, reason } })}
          >
            {t('credit.return')}
          </Button>
        </div>
      </>
    );
  if (list.state !== 'approved' || !reviews) return null;
  return (
    <>
      {failure}
      <div className="import-form">
        <Input
          aria-label={t('credit.how')}
          placeholder={t('credit.how')}
          className="filter-search"
          value={how}
          maxLength={500}
          onChange={(event) => setHow(event.target.value)}
        />
        <label>
          {t('credit.on')}{' '}
          <input
            type="date"
            className="month-input"
            value={notifiedOn}
            max={todayInChina()}
            onChange={(event) => setNotifiedOn(event.target.value)}
          />
        </label>
        <Button
          type="primary"
          loading={act.isPending}
          disabled={how.trim() === ''}
          onClick={() => act.mutate({ command: 'notify', body: { notifiedOn: notifiedOn || null, how } })}
        >
          {t('credit.notify')}
        </Button>
      </div>
    </>
  );
}
