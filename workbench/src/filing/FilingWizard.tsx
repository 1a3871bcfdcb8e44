import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ApiProblem, ConnectionLost, errorsByField } from '../api/problem';
import type { FilingReceipt } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { AgentFields, BackgroundFields } from './BackgroundFields';
import { ClaimsStep } from './ClaimsStep';
import { ConfirmStep } from './ConfirmStep';
import { emptyDraft, steps, type FilingDraft, type Step } from './draft';
import { forgetFiling, keepFiling, loadFiling } from './draftStore';
import { EvidencePicker } from './EvidenceStep';
import { JobStep } from './JobStep';
import { OtherStep, YouStep } from './PartySteps';
import { Receipt } from './Receipt';
import { toApplication } from './toApplication';
import { stepOf, validateStep } from './validate';
import { WhatStep } from './WhatStep';

interface Props {
  path: '/api/public/disputes' | '/api/disputes';
  channel?: 'window';
  storageKey: string;
}

/** The application in steps, used by the public and by the clerk at the window. */
export function FilingWizard({ path, channel, storageKey }: Props) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [restored, setRestored] = useState(() => loadFiling(storageKey, Date.now()));
  const [draft, setDraft] = useState<FilingDraft>(() => restored?.draft ?? emptyDraft());
  const [step, setStep] = useState<Step>(() => restored?.step ?? 'what');
  const [files, setFiles] = useState<File[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  // One id for one application: pressed again after a lost answer, even in a page that was opened anew, it is filed once.
  const [operationId, setOperationId] = useState(() => restored?.operationId ?? newOperationId());
  const heading = useRef<HTMLHeadingElement>(null);
  const position = steps.indexOf(step);

  useEffect(() => {
    if (draft.claims.length > 0 || draft.applicant.name) keepFiling(storageKey, { draft, step, operationId }, Date.now());
  }, [storageKey, draft, step, operationId]);

  const file = useMutation({
    mutationFn: () => {
      const application = toApplication(draft);
      const once = { 'Idempotency-Key': operationId };
      if (files.length === 0) return post<FilingReceipt>(path, application, once);
      const form = new FormData();
      form.append('application', JSON.stringify(application));
      for (const item of files) form.append('files', item, item.name);
      return post<FilingReceipt>(path, form, once);
    },
    onSuccess: () => forgetFiling(storageKey),
    onError: (error) => {
      // Refused is not filed: what is sent next is another application.
      if (error instanceof ApiProblem && error.status < 500) setOperationId(newOperationId());
      const byField = errorsByField(error, language);
      setErrors(byField);
      const first = Object.keys(byField)[0];
      if (first !== undefined) show(stepOf(first));
    },
  });

  const show = (next: Step) => {
    setStep(next);
    window.scrollTo(0, 0);
    heading.current?.focus();
  };

  const update = (changes: Partial<FilingDraft>) => setDraft((current) => ({ ...current, ...changes }));

  const forward = () => {
    const found = Object.entries(validateStep(step, draft, todayInChina())).map(([field, key]) => [field, t(key)] as const);
    setErrors(Object.fromEntries(found));
    if (found.length > 0) {
      // After the messages are drawn, the first wrong field gets the focus.
      setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      return;
    }
    const next = steps[position + 1];
    if (next) show(next);
    else file.mutate();
  };

  const startAgain = () => {
    forgetFiling(storageKey);
    setRestored(null);
    setDraft(emptyDraft());
    setFiles([]);
    setErrors({});
    setOperationId(newOperationId());
    file.reset();
    show('what');
  };

  if (file.data) return <Receipt receipt={file.data} again={channel ? startAgain : undefined} />;

  const stepProps = { draft, update, errorOf: (field: string) => errors[field] };
  const general = file.isError && !(file.error instanceof ApiProblem && file.error.fieldErrors.length > 0);
  const unplaced = Object.keys(errors).filter((field) => stepOf(field) === 'confirm' && field !== 'truthful');
  return (
    <form
      className="wizard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        forward();
      }}
    >
      <div className="wizard-progress" aria-hidden="true">
        {steps.map((name, index) => (
          <span key={name} className={index <= position ? 'passed' : ''} />
        ))}
      </div>
      <p className="muted">{t('filing.progress', { step: position + 1, total: steps.length })}</p>
      <h1 ref={heading} tabIndex={-1}>
        {t(`filing.step.${step}`)}
      </h1>
      {restored && (
        <Alert
          type="info"
          className="gap-below"
          title={t('filing.restored')}
          action={
            <Button size="small" onClick={startAgain}>
              {t('filing.startAgain')}
            </Button>
          }
        />
      )}
      {step === 'what' && <WhatStep {...stepProps} />}
      {step === 'you' && (
        <>
          <YouStep {...stepProps} />
          <AgentFields {...stepProps} />
        </>
      )}
      {step === 'other' && <OtherStep {...stepProps} />}
      {step === 'job' && <JobStep {...stepProps} />}
      {step === 'claims' && <ClaimsStep {...stepProps} />}
      {step === 'evidence' && (
        <>
          <EvidencePicker files={files} setFiles={setFiles} errors={errors} />
          <BackgroundFields {...stepProps} />
        </>
      )}
      {step === 'confirm' && <ConfirmStep {...stepProps} files={files} goTo={show} />}
      {unplaced.map((field) => (
        <div key={field} className="field-error" role="alert">
          {errors[field]}
        </div>
      ))}
      {general && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(file.error)}
          description={file.error instanceof ConnectionLost ? t('draft.kept') : undefined}
        />
      )}
      <div className="wizard-buttons">
        {position > 0 && (
          <Button size="large" onClick={() => show(steps[position - 1] ?? 'what')}>
            {t('action.back')}
          </Button>
        )}
        <Button size="large" type="primary" htmlType="submit" loading={file.isPending}>
          {t(step === 'confirm' ? 'filing.submit' : 'action.next')}
        </Button>
      </div>
    </form>
  );
}
