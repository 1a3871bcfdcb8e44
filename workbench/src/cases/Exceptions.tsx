import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Modal from 'antd/es/modal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { errorsByField } from '../api/problem';
import type { CaseDetail, Schemas } from '../api/types';
import { NativeSelect } from '../filing/NativeSelect';
import { Field } from '../filing/Field';
import { JsonForm } from '../forms/JsonForm';
import { toExtraErrors } from '../forms/serverErrors';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { useProcedureOptions } from '../shared/procedures';
import { Failure } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';
import { exceptionForm } from './exceptionForm';

type Answer = Schemas['RaiseExceptionsAnswer'];
type Kind = Schemas['RaiseExceptionsKind'];

/** 例外情形: what happened to the case beside its steps, and what an officer may raise now. */
export function Exceptions({ record }: { record: CaseDetail }) {
  const { t, pick } = useI18n();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('raise');
  const [opened, setOpened] = useState(false);
  const path = `/api/cases/${encodeURIComponent(record.id)}/exceptions`;
  const found = useQuery({
    queryKey: ['case', record.id, 'exceptions'],
    queryFn: ({ signal }) => get<Answer>(path, undefined, signal),
  });
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const raised = found.data?.raised ?? [];
  const open = found.data?.open ?? [];
  // A link may lead straight to one kind, such as a merger with a case that it names.
  const leadCase = search.get('leadCase');
  const raising = opened || (asked !== null && open.some((kind) => kind.code === asked));
  const close = () => {
    setOpened(false);
    if (asked !== null) setSearch({ tab: 'acts' }, { replace: true });
  };
  return (
    <>
      <h2>{t('exception.title')}</h2>
      {found.data?.suspendedSince && <p className="stale">{t('exception.suspended', { at: formatInstant(found.data.suspendedSince) })}</p>}
      {found.data && raised.length === 0 && <p className="muted">{t('exception.none')}</p>}
      <ul className="plain">
        {raised.map((one) => (
          <li key={one.id}>
            <b>{pick(one)}</b>{' '}
            <span className="muted">
              {t(
                one.kind === 'suspension' && one.state === 'open' && found.data?.suspendedSince
                  ? 'exception.standing'
                  : `exception.state.${one.state as 'open'}`,
              )}
            </span>
            <div>{one.reason}</div>
            <div className="muted num">
              {formatInstant(one.raisedAt)} <Actor name={one.raisedBy} />
              {one.decidedAt && (
                <>
                  {' · '}
                  {formatInstant(one.decidedAt)} <Actor name={one.decidedBy} />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {open.length > 0 && me.data?.permissions.includes('officers') && (
        <Button onClick={() => setOpened(true)}>{t('exception.raise')}</Button>
      )}
      {raising && (
        <Raise
          record={record}
          path={path}
          kinds={open}
          officers={found.data?.officers ?? []}
          first={asked}
          given={leadCase ? { leadCase } : {}}
          close={close}
        />
      )}
    </>
  );
}

interface RaiseProps {
  record: CaseDetail;
  path: string;
  kinds: Kind[];
  officers: string[];
  first: string | null;
  given: Record<string, unknown>;
  close: () => void;
}

function Raise({ record, path, kinds, officers, first, given, close }: RaiseProps) {
  const { t, pick, say, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const procedures = useProcedureOptions();
  const reference = useReference();
  const [code, setCode] = useState((kinds.find((one) => one.code === first) ?? kinds[0]!).code);
  const kind = kinds.find((one) => one.code === code) ?? kinds[0]!;
  const [data, setData] = useState<Record<string, unknown>>(given);
  const [operationId] = useState(newOperationId);
  const form = useMemo(
    () =>
      exceptionForm(
        kind.needs,
        {
          applicants: record.applicants,
          respondents: record.respondents,
          claims: kind.code === 'counterclaim' ? [] : record.claims.map((claim) => ({ number: claim.number, cause: pick(claim.cause) })),
        },
        procedures,
        (reference.data?.causes ?? []).map((cause) => ({ value: cause.code, label: pick(cause) })),
        officers,
        t,
        { asked: kind.asksWho, seen: kind.disposes, group: record.flags.collective || record.applicants.length > 1 },
      ),
    [kind, record, procedures, reference.data, officers, pick, t],
  );
  const step = useStepCheck(form.schema);
  const run = useMutation({
    mutationFn: () => {
      const { reason, ...needed } = data;
      return post(path, { kind: kind.code, reason, data: needed, side: null, operationId });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['case', record.id] });
      close();
    },
  });
  return (
    <Modal
      open
      width={640}
      title={t('exception.raise')}
      okText={t('exception.raise')}
      confirmLoading={run.isPending}
      onOk={() => step.check(data, 'raise') && run.mutate()}
      onCancel={close}
    >
      {run.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(run.error)} />}
      <Field label={t('exception.kind')} required help={say(kind.legalBasis)} error={errorsByField(run.error, language).kind}>
        <NativeSelect
          value={kind.code}
          onChange={(next) => {
            setCode(next);
            setData({});
          }}
          options={kinds.map((one) => ({ value: one.code, label: pick(one) }))}
        />
      </Field>
      <JsonForm
        key={kind.code}
        idPrefix="exception"
        tag="div"
        schema={form.schema}
        uiSchema={form.uiSchema}
        data={data}
        extraErrors={step.errors ?? toExtraErrors(run.error, language)}
        onChange={(next) => {
          setData(next as Record<string, unknown>);
          step.changed(next);
        }}
      />
    </Modal>
  );
}
