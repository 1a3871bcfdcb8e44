import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { errorsByField } from '../api/problem';
import type { PublicCase, Schemas } from '../api/types';
import { exceptionForm } from '../cases/exceptionForm';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { JsonForm } from '../forms/JsonForm';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n, type MessageKey, type Translate } from '../i18n';
import { formatInstant } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

type Answer = Schemas['RaiseExceptionsAnswer'];

/** What a party may ask for, in words that need no law book. */
const plain: Record<string, [MessageKey, MessageKey]> = {
  claims: ['ask.claims', 'ask.claims.help'],
  counterclaim: ['ask.counterclaim', 'ask.counterclaim.help'],
  'add-party': ['ask.addParty', 'ask.addParty.help'],
  jurisdiction: ['ask.jurisdiction', 'ask.jurisdiction.help'],
  recusal: ['ask.recusal', 'ask.recusal.help'],
  postpone: ['ask.postpone', 'ask.postpone.help'],
  'evidence-order': ['ask.evidence', 'ask.evidence.help'],
  'record-correction': ['ask.record', 'ask.record.help'],
  'mediation-extension': ['ask.extension', 'ask.extension.help'],
  'mediation-end': ['ask.mediationEnd', 'ask.mediationEnd.help'],
  'member-exit': ['ask.member', 'ask.member.help'],
  suspension: ['ask.suspension', 'ask.suspension.help'],
  incapacity: ['ask.incapacity', 'ask.incapacity.help'],
  'court-accepted': ['ask.court', 'ask.court.help'],
  review: ['ask.review', 'ask.review.help'],
  performance: ['ask.performance', 'ask.performance.help'],
  'court-outcome': ['ask.outcome', 'ask.outcome.help'],
  enforcement: ['ask.enforcement', 'ask.enforcement.help'],
  insolvency: ['ask.insolvency', 'ask.insolvency.help'],
  unpublish: ['ask.unpublish', 'ask.unpublish.help'],
};

/** The name of a kind: plain words where there are some, or else what the host calls it. No kind is left out for want of words. */
const nameOf = (
  kind: { code: string; zh: string; en?: string | null },
  t: Translate,
  pick: (text: { zh: string; en?: string | null }) => string,
) => (plain[kind.code] ? t(plain[kind.code]![0]) : pick(kind));

/** 我要提出: what either side asked for beside the steps of the case, and what this one may ask for now. */
export function PartyRequests({ record, credentials, done }: { record: PublicCase; credentials: Credentials; done: () => void }) {
  const { t, pick } = useI18n();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState(false);
  const path = `${publicCasePath(credentials.caseNumber)}/exceptions`;
  const queryKey = ['publicCase', credentials.caseNumber, 'requests'];
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Answer>(path, undefined, signal, codeHeader(credentials)),
    gcTime: 0,
  });
  // The page stands without it: what else it shows matters more than this.
  if (!found.data) return null;
  // Withdrawing has a button of its own.
  const open = found.data.open.filter((kind) => kind.code !== 'withdrawal');
  if (open.length === 0 && found.data.raised.length === 0) return null;
  return (
    <section className="requests">
      <h2>{t('ask.title')}</h2>
      <ul className="plain">
        {found.data.raised.map((one) => (
          <li key={one.id} className="request">
            <b>{nameOf({ ...one, code: one.kind }, t, pick)}</b>{' '}
            <span className="muted">
              {one.side && one.side !== record.side ? `${t('ask.otherSide')} · ` : ''}
              {t(`exception.state.${one.state as 'open'}`)} · <span className="num">{formatInstant(one.raisedAt)}</span>
            </span>
            <div>{one.reason}</div>
          </li>
        ))}
      </ul>
      {sent && <Alert type="success" showIcon role="status" className="gap-below" title={t('ask.sent')} />}
      {open.length > 0 && !asking && (
        <Button
          onClick={() => {
            setSent(false);
            setAsking(true);
          }}
        >
          {t('ask.start')}
        </Button>
      )}
      {asking && (
        <Ask
          record={record}
          answer={{ ...found.data, open }}
          path={path}
          credentials={credentials}
          cancel={() => setAsking(false)}
          done={() => {
            setAsking(false);
            setSent(true);
            void client.invalidateQueries({ queryKey });
            done();
          }}
        />
      )}
    </section>
  );
}

interface AskProps {
  record: PublicCase;
  answer: Answer;
  path: string;
  credentials: Credentials;
  cancel: () => void;
  done: () => void;
}

function Ask({ record, answer, path, credentials, cancel, done }: AskProps) {
  const { t, pick, say, language } = useI18n();
  const errorText = useErrorText();
  const reference = useReference();
  const [code, setCode] = useState('');
  const kind = answer.open.find((one) => one.code === code);
  const [data, setData] = useState<Record<string, unknown>>({});
  const [operationId] = useState(newOperationId);
  const form = useMemo(
    () =>
      exceptionForm(
        kind?.needs ?? [],
        {
          applicants: record.parties.filter((party) => party.role === 'applicant'),
          respondents: record.parties.filter((party) => party.role !== 'applicant'),
          claims: code === 'counterclaim' ? [] : record.claims.map((claim) => ({ number: claim.number, cause: pick(claim.cause) })),
        },
        [],
        (reference.data?.causes ?? []).map((cause) => ({ value: cause.code, label: pick(cause) })),
        answer.officers,
        t,
        { asked: kind?.asksWho ?? false, seen: false },
      ),
    [kind, code, record, reference.data, answer.officers, pick, t],
  );
  const step = useStepCheck(form.schema);
  const send = useMutation({
    mutationFn: () => {
      const { reason, ...needed } = data;
      return post(path, { kind: code, reason, data: needed, side: null, operationId }, codeHeader(credentials));
    },
    onSuccess: done,
  });
  const errors = errorsByField(send.error, language);
  return (
    <div className="ask">
      <Field label={t('ask.what')} required>
        <NativeSelect
          value={code}
          placeholder={t('ask.choose')}
          onChange={(next) => {
            setCode(next);
            setData({});
            send.reset();
          }}
          options={answer.open.map((one) => ({ value: one.code, label: nameOf(one, t, pick) }))}
        />
      </Field>
      {kind && (
        <>
          <p className="muted">
            {plain[kind.code] && t(plain[kind.code]![1])}
            {t('text.paren', { text: say(kind.legalBasis) })}
            {kind.asksWho && ` ${t('acted.by.help')}`}
          </p>
          {send.isError && (
            <Alert
              type="error"
              showIcon
              role="alert"
              className="gap-below"
              title={errorText(send.error)}
              description={Object.values(errors).map((text) => (
                <div key={text}>{text}</div>
              ))}
            />
          )}
          <JsonForm
            key={kind.code}
            idPrefix="request"
            tag="div"
            schema={form.schema}
            uiSchema={form.uiSchema}
            data={data}
            extraErrors={step.errors}
            onChange={(next) => {
              setData(next as Record<string, unknown>);
              step.changed(next);
            }}
          />
        </>
      )}
      <div className="row ask-foot">
        <Button type="primary" disabled={!kind} loading={send.isPending} onClick={() => step.check(data, 'raise') && send.mutate()}>
          {t('ask.send')}
        </Button>
        <Button onClick={cancel}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
}
