import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Descriptions from 'antd/es/descriptions';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import { Field } from '../filing/Field';
import { Said } from '../i18n/Said';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { useMessages } from './messages';
import { ProposeChange } from './ProposeChange';
import { Marks } from './Register';
import type { Parameter, Version } from './types';
import { usePlaces } from './usePlaces';
import { shownUnit, shownValue } from './values';

/** One row of the register: what it says, where it comes from, what stood before, and what an administrator may do with it. */
export function ParameterDrawer({ row, administers, close }: { row: Parameter; administers: boolean; close: () => void }) {
  const { m, t, say } = useMessages();
  const narrow = useNarrow();
  const places = usePlaces();
  const [doing, setDoing] = useState<'confirm' | 'propose'>();
  const waits = row.needsConfirmation || row.isOpen;
  const facts: [label: string, value: React.ReactNode][] = [
    [m('value'), <b key="value">{shownValue(row, m)}</b>],
    [m('basis'), say(row.basis)],
    [m('place'), row.jurisdictions.map(places.name).join(t('text.comma'))],
    [m('from'), [row.effectiveFrom ?? '—', row.effectiveTo && `${m('to')} ${row.effectiveTo}`].filter(Boolean).join(t('text.pause'))],
    [m('clockStart'), say(row.clockStart)],
    [m('pauses'), say(row.suspendsOrExtends)],
    [m('cap'), row.extensionCap === null ? '' : `${row.extensionCap} ${shownUnit(row.unitText, m)}`],
    [m('consequence'), say(row.consequence)],
    [m('note'), row.note ? <Said key="note" text={row.note} /> : ''],
    [m('confidence'), m(row.confidence === 'verified' ? 'confidence.verified' : 'confidence.recalled')],
    [
      m('source'),
      <span key="source" className="wrap" lang="zh-CN">
        {row.source}
      </span>,
    ],
  ];
  return (
    <Drawer open onClose={close} size={narrow ? '100%' : 560} title={<span className="num">{row.id}</span>}>
      <h2 className="first">{say(row.ruleZh)}</h2>
      <p>
        <Marks row={row} />
      </p>
      <Descriptions
        size="small"
        column={1}
        bordered
        styles={{ label: { width: 116 } }}
        items={facts.filter(([, value]) => value !== '').map(([label, children]) => ({ key: label, label, children }))}
      />
      {administers && (
        <div className="row drawer-acts">
          {waits && !row.isOpen && (
            <Button type="primary" onClick={() => setDoing('confirm')}>
              {m('confirm')}
            </Button>
          )}
          <Button type={row.isOpen ? 'primary' : 'default'} onClick={() => setDoing('propose')}>
            {m('propose')}
          </Button>
        </div>
      )}
      {administers && row.isOpen && <p className="muted">{m('confirm.open')}</p>}
      {doing === 'confirm' && <Confirm row={row} done={() => setDoing(undefined)} />}
      {doing === 'propose' && <ProposeChange row={row} done={() => setDoing(undefined)} />}
      <History id={row.id} unit={row} />
    </Drawer>
  );
}

function Confirm({ row, done }: { row: Parameter; done: () => void }) {
  const { m, t, language } = useMessages();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [legalBasis, setLegalBasis] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      post(`/api/statutes/parameters/${encodeURIComponent(row.id)}/confirm`, { legalBasis, jurisdiction: row.jurisdictions[0] }),
    onSuccess: () => {
      void message.success(m('confirm.done'));
      void client.invalidateQueries({ queryKey: ['parameters'] });
      void client.invalidateQueries({ queryKey: ['parameter', row.id] });
      done();
    },
  });
  const errors = errorsByField(confirm.error, language);
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <h3>{m('confirm.title')}</h3>
      <p className="muted">{m('confirm.help')}</p>
      {confirm.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(confirm.error)} />
      )}
      <Field label={m('confirm.basis')} required error={errors.legalBasis}>
        <Input.TextArea rows={2} maxLength={500} value={legalBasis} onChange={(event) => setLegalBasis(event.target.value)} />
      </Field>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {m('confirm')}
        </Button>
        <Button onClick={done}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

function History({ id, unit }: { id: string; unit: Parameter }) {
  const { m, t, say } = useMessages();
  const places = usePlaces();
  const versions = useQuery({
    queryKey: ['parameter', id],
    queryFn: ({ signal }) => get<Version[]>(`/api/statutes/parameters/${encodeURIComponent(id)}`, undefined, signal),
  });
  if (versions.isError) return <Failure error={versions.error} retry={() => void versions.refetch()} />;
  return (
    <>
      <h2>{m('history')}</h2>
      <ol className="plain">
        {[...(versions.data ?? [])].reverse().map((version, index) => (
          <li key={index}>
            <b>{shownValue({ ...unit, ...version }, m)}</b>{' '}
            <span className="num">
              {m('from')} {version.effectiveFrom ?? '—'}
            </span>{' '}
            {version.jurisdictions.map(places.name).join(t('text.comma'))}{' '}
            {version.needsConfirmation && <Marks row={{ ...version, restsOnUnconfirmed: false }} />}
            <div className="muted">
              {say(version.legalBasis)}
              <br />
              {m('by')} {version.proposedBy === 'installed' ? m('installed') : <Actor name={version.proposedBy} />}
              {version.approvedBy && (
                <>
                  {t('text.pause')}
                  {m('approvedBy')} <Actor name={version.approvedBy} />
                </>
              )}
              {t('text.pause')}
              <span className="num">{formatInstant(version.addedAt)}</span>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
