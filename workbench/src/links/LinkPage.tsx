import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Result from 'antd/es/result';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ConnectionLost, errorsByField } from '../api/problem';
import type { Outcome, PublicTask, Schemas } from '../api/types';
import { EvidencePicker } from '../filing/EvidenceStep';
import { Field } from '../filing/Field';
import { Agreement } from '../following/Agreement';
import { PartyDue } from '../following/PartyDue';
import { usePartyDraft } from '../following/usePartyDraft';
import { forParties } from '../forms/forParties';
import { JsonForm } from '../forms/JsonForm';
import { toExtraErrors } from '../forms/serverErrors';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { RefusedTry } from '../shared/RefusedTry';
import { useErrorText } from '../shared/useErrorText';
import { useWait } from '../shared/useWait';
import { OutcomeButtons } from '../tasks/OutcomeButtons';

type Opened = Omit<Schemas['OpenTaskLinkOpened'], 'task'> & { task: PublicTask };

/** A one-time link: the last four characters of an own number, then the one step that it is for. */
export function LinkPage() {
  const { token = '' } = useParams();
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [answer, setAnswer] = useState('');
  const challenge = useQuery({
    queryKey: ['link', token],
    queryFn: () => post<Schemas['OpenTaskLinkChallenge']>('/api/public/links/challenge', { token, answer: null }),
    retry: false,
    staleTime: Infinity,
  });
  const open = useMutation({ mutationFn: () => post<Opened>('/api/public/links/open', { token, answer }) });
  const wait = useWait(open.error);
  const [done, setDone] = useState<Schemas['OpenTaskLinkDone']>();
  if (challenge.isPending) return <Loading />;
  if (!challenge.data) return <Failure error={challenge.error} retry={() => void challenge.refetch()} />;
  if (done) return <Result status="success" title={t('link.done')} subTitle={t('link.doneText', { number: done.caseNumber })} />;
  if (open.data) return <Step token={token} answer={answer} opened={open.data} done={setDone} />;
  const asks = t(`link.asks.${challenge.data.asks as 'phone' | 'idNumber'}`);
  const errors = errorsByField(open.error, language);
  return (
    <form
      className="wizard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <h1>{t('link.title')}</h1>
      <p>{t('link.intro', { asks })}</p>
      <p className="muted">{t('link.until', { until: formatInstant(challenge.data.expiresAt) })}</p>
      {open.isError && !errors.answer && <RefusedTry text={errorText(open.error)} wait={wait} />}
      <Field label={t('link.answer', { asks })} required error={errors.answer}>
        <Input autoComplete="off" maxLength={4} value={answer} onChange={(event) => setAnswer(event.target.value.trim())} />
      </Field>
      <div className="wizard-buttons">
        <Button size="large" type="primary" htmlType="submit" disabled={answer.length !== 4 || wait.left > 0} loading={open.isPending}>
          {t('link.open')}
        </Button>
      </div>
    </form>
  );
}

function Step({
  token,
  answer,
  opened,
  done,
}: {
  token: string;
  answer: string;
  opened: Opened;
  done: (result: Schemas['OpenTaskLinkDone']) => void;
}) {
  const { t, say, language } = useI18n();
  const errorText = useErrorText();
  const { task } = opened;
  const step = useStepCheck(task.formSchema);
  const [data, setData, forget] = usePartyDraft(task);
  const [files, setFiles] = useState<File[]>([]);
  // Kept through a lost connection, so that pressing again repeats the same operation.
  const [operationId] = useState(newOperationId);
  const upload = useMutation({
    mutationFn: () => {
      const form = new FormData();
      form.append('token', token);
      form.append('answer', answer);
      for (const file of files) form.append('files', file, file.name);
      return post('/api/public/links/evidence', form).then(() => files.length);
    },
    onSuccess: () => setFiles([]),
  });
  const complete = useMutation({
    mutationFn: ({ outcome, filled }: { outcome: Outcome; filled: unknown }) =>
      post<Schemas['OpenTaskLinkDone']>('/api/public/links/complete', {
        token,
        answer,
        outcome: outcome.code,
        data: filled,
        expectedRevision: task.revision,
        operationId,
      }),
    onSuccess: (result) => {
      forget();
      done(result);
    },
  });
  const choose = (outcome: Outcome, reason?: string) => {
    const filled = reason ? { ...(data as object), reason } : data;
    if (!step.check(filled, outcome.code)) return;
    complete.mutate({ outcome, filled });
  };
  return (
    <section className="wizard">
      <h1>{say(task.title)}</h1>
      <p className="muted">
        {opened.caseNumber} · {opened.partyName}
      </p>
      <PartyDue task={task} />
      {task.onPaper && <Alert type="info" showIcon className="gap-below" title={t('agreement.onPaper')} />}
      {opened.agreement && <Agreement agreement={opened.agreement} />}
      {complete.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(complete.error)}
          description={complete.error instanceof ConnectionLost ? t('draft.kept') : undefined}
        />
      )}
      {step.general && <Alert type="error" showIcon role="alert" className="gap-below" title={step.general} />}
      {task.formSchema && (
        <JsonForm
          idPrefix="link"
          schema={task.formSchema}
          uiSchema={forParties(task.uiSchema, task.formSchema)}
          data={data}
          extraErrors={step.errors ?? toExtraErrors(complete.error, language)}
          onChange={(next) => {
            setData(next);
            step.changed(next);
          }}
        />
      )}
      <h2>{t('link.upload')}</h2>
      <EvidencePicker files={files} setFiles={setFiles} errors={errorsByField(upload.error, language)} />
      {files.length > 0 && (
        <Button loading={upload.isPending} onClick={() => upload.mutate()}>
          {t('link.upload')}
        </Button>
      )}
      {upload.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(upload.error)} />}
      {upload.data !== undefined && <p role="status">{t('link.uploaded', { count: upload.data })}</p>}
      <div className="outcomes" aria-label={t('field.actions')} role="group">
        <OutcomeButtons outcomes={task.outcomes} busy={complete.isPending ? complete.variables.outcome.code : undefined} choose={choose} />
      </div>
    </section>
  );
}
