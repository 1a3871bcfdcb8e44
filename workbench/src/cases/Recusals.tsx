import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { useErrorText } from '../shared/useErrorText';

type Item = Schemas['CaseRecusalsItem'];
type Asked = { lift: Item } | 'declare';

/** 回避: who declared an interest in the case, and since when it does not exist for them. */
export function Recusals({ caseId }: { caseId: string }) {
  const { t } = useI18n();
  const me = useMe();
  const [asked, setAsked] = useState<Asked>();
  const path = `/api/cases/${encodeURIComponent(caseId)}/recusals`;
  const recusals = useQuery({
    queryKey: ['case', caseId, 'recusals'],
    queryFn: ({ signal }) => get<Item[]>(path, undefined, signal),
  });
  const permissions = me.data?.permissions ?? [];
  return (
    <>
      <h2>{t('recusal.title')}</h2>
      <p className="muted">{t('recusal.help')}</p>
      {recusals.data?.length === 0 && <p className="muted">{t('recusal.none')}</p>}
      <ul className="plain">
        {recusals.data?.map((one) => (
          <li key={one.id} className="row">
            <span className="grow">
              <b>
                <Actor name={one.userName} />
              </b>{' '}
              {one.reason}
              <div className="muted num">
                {formatInstant(one.declaredAt)} <Actor name={one.declaredBy} />
                {one.liftedAt && ` · ${t('recusal.lifted')} ${formatInstant(one.liftedAt)} ${one.liftingReason ?? ''}`}
              </div>
            </span>
            {!one.liftedAt && permissions.includes('lift-recusals') && (
              <Button size="small" onClick={() => setAsked({ lift: one })}>
                {t('recusal.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {permissions.includes('recusals') && <Button onClick={() => setAsked('declare')}>{t('recusal.declare')}</Button>}
      {asked && <Ask path={path} caseId={caseId} asked={asked} close={() => setAsked(undefined)} />}
    </>
  );
}

function Ask({ path, caseId, asked, close }: { path: string; caseId: string; asked: Asked; close: () => void }) {
  const { t, language } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const declares = asked === 'declare';
  const run = useMutation({
    mutationFn: () => (declares ? post(path, { userName: null, reason }) : post(`${path}/${asked.lift.id}/lift`, { reason })),
    onSuccess: () => {
      if (declares) {
        // From now on the case does not exist for its officer.
        void message.success(t('recusal.declared'));
        client.removeQueries({ queryKey: ['case', caseId] });
        void navigate('/tasks');
        return;
      }
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      close();
    },
  });
  const errors = errorsByField(run.error, language);
  return (
    <Modal
      open
      title={t(declares ? 'recusal.declare' : 'recusal.lift')}
      okText={t(declares ? 'recusal.declare' : 'recusal.lift')}
      confirmLoading={run.isPending}
      onOk={() => run.mutate()}
      onCancel={close}
    >
      {declares && <p>{t('recusal.warning')}</p>}
      {run.isError && !errors.reason && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(run.error)} />}
      <Field label={t('act.reason')} required error={errors.reason}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
