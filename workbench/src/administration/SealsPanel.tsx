import Alert from 'antd/es/alert';
import AutoComplete from 'antd/es/auto-complete';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Table from 'antd/es/table';
import Tag from 'antd/es/tag';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { FileInput } from '../shared/FileInput';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Seal = Schemas['SealEndpointsItem'];
type Answer = Schemas['SealEndpointsAnswer'];
type Act = 'approve' | 'reject' | 'retire';

const largest = 512 * 1024;

/** 电子印章: pictures of the offices' seals; one administrator brings one, another lets it be used. */
export function SealsPanel() {
  const { t } = useI18n();
  const [adding, setAdding] = useState(false);
  const [act, setAct] = useState<{ seal: Seal; act: Act }>();
  const seals = useQuery({
    queryKey: ['seals'],
    queryFn: ({ signal }) => get<Answer>('/api/office-seals', undefined, signal),
  });
  if (seals.isPending) return <Loading />;
  if (!seals.data) return <Failure error={seals.error} retry={() => void seals.refetch()} />;
  return (
    <>
      <div className="panel-head">
        <p className="muted">{t('seal.help')}</p>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('seal.add')}
        </Button>
      </div>
      {seals.data.items.length === 0 ? (
        <p className="muted">{t('seal.none')}</p>
      ) : (
        <Table<Seal>
          rowKey="id"
          size="small"
          dataSource={seals.data.items}
          pagination={{ size: 'small', pageSize: 50, hideOnSinglePage: true }}
          columns={[
            {
              title: t('seal.picture'),
              width: 96,
              render: (_, row) => (
                <img
                  className="seal-picture"
                  src={`/api/office-seals/${row.id}/picture`}
                  alt={t('seal.pictureOf', { office: row.office, version: row.version })}
                />
              ),
            },
            {
              title: t('seal.office'),
              render: (_, row) => (
                <>
                  {row.office} <span className="muted">{t('seal.version', { version: row.version })}</span>
                  <div className="muted">{row.note}</div>
                </>
              ),
            },
            {
              title: t('seal.state'),
              width: 300,
              render: (_, row) => (
                <>
                  <Tag>{t(`seal.state.${row.state as 'proposed' | 'inUse' | 'rejected' | 'retired'}`)}</Tag>
                  {(row.decisionNote ?? row.retiredBecause) && <div className="muted">{row.retiredBecause ?? row.decisionNote}</div>}
                </>
              ),
            },
            {
              title: t('seal.course'),
              width: 280,
              render: (_, row) => (
                <>
                  <Course text={t('seal.proposed')} by={row.proposedBy} at={row.proposedAt} />
                  {row.decidedBy && <Course text={t('seal.decided')} by={row.decidedBy} at={row.decidedAt} />}
                  {row.retiredBy && <Course text={t('seal.retired')} by={row.retiredBy} at={row.retiredAt} />}
                </>
              ),
            },
            {
              title: <span className="sr-only">{t('field.actions')}</span>,
              width: 190,
              align: 'right',
              render: (_, row) => (
                <span className="row-actions">
                  {row.state === 'proposed' && !row.own && (
                    <Button size="small" type="primary" onClick={() => setAct({ seal: row, act: 'approve' })}>
                      {t('seal.approve')}
                    </Button>
                  )}
                  {row.state === 'proposed' && !row.own && (
                    <Button size="small" danger onClick={() => setAct({ seal: row, act: 'reject' })}>
                      {t('seal.reject')}
                    </Button>
                  )}
                  {row.state === 'proposed' && row.own && <span className="muted">{t('seal.another')}</span>}
                  {row.state === 'inUse' && (
                    <Button size="small" danger onClick={() => setAct({ seal: row, act: 'retire' })}>
                      {t('seal.retire')}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {adding && <Add offices={seals.data.offices} close={() => setAdding(false)} />}
      {act && <Decide {...act} close={() => setAct(undefined)} />}
    </>
  );
}

function Course({ text, by, at }: { text: string; by: string; at: string | null }) {
  return (
    <div>
      {text} <Actor name={by} /> {at && <span className="num muted">{formatInstant(at)}</span>}
    </div>
  );
}

function Add({ offices, close }: { offices: string[]; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [office, setOffice] = useState('');
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File>();
  const wrong = file && (!file.name.toLowerCase().endsWith('.png') ? t('seal.bad') : file.size > largest ? t('seal.large') : undefined);
  const save = useMutation({
    mutationFn: () => {
      const form = new FormData();
      form.append('office', office.trim());
      form.append('note', note.trim());
      form.append('file', file!, file!.name);
      return post('/api/office-seals', form);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['seals'] });
      close();
    },
  });
  const errors = errorsByField(save.error, language);
  return (
    <Modal
      open
      title={t('seal.add')}
      okText={t('seal.submit')}
      okButtonProps={{ disabled: !file || Boolean(wrong) || !office.trim() }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={close}
    >
      {save.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />
      )}
      <Field label={t('seal.office')} required error={errors.office} help={t('seal.officeHelp')}>
        <AutoComplete
          className="full-width"
          value={office}
          onChange={setOffice}
          options={offices.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed.trim()) }}
        />
      </Field>
      <Field label={t('seal.picture')} required error={wrong ?? errors.file} help={t('seal.pictureHelp')}>
        <FileInput accept=".png,image/png" onFiles={([chosen]) => setFile(chosen)} />
      </Field>
      <Field label={t('seal.note')} required error={errors.note}>
        <Input maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}

function Decide({ seal, act, close }: { seal: Seal; act: Act; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => post(`/api/office-seals/${seal.id}/${act}`, { note: note.trim() || null }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['seals'] });
      close();
    },
  });
  const errors = errorsByField(save.error, language);
  return (
    <Modal
      open
      title={`${t(`seal.${act}`)} · ${seal.office} ${t('seal.version', { version: seal.version })}`}
      okText={t(`seal.${act}`)}
      okButtonProps={{ danger: act !== 'approve' }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={close}
    >
      {save.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />
      )}
      <p>{t(`seal.${act}Help`)}</p>
      <img
        className="seal-large"
        src={`/api/office-seals/${seal.id}/picture`}
        alt={t('seal.pictureOf', { office: seal.office, version: seal.version })}
      />
      <Field label={t('seal.reason')} required={act !== 'approve'} error={errors.note}>
        <Input maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}
