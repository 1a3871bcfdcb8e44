import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Table from 'antd/es/table';
import Tag from 'antd/es/tag';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post, withQuery } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { FileInput } from '../shared/FileInput';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Template = Schemas['TemplateView'];

/** 文书模板: taken out to be edited in Word, brought back as a new version. */
export function TemplatesPanel() {
  const { t, say } = useI18n();
  const [uploading, setUploading] = useState<Template>();
  const templates = useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => get<Template[]>('/api/document-templates', undefined, signal),
  });
  if (templates.isPending) return <Loading />;
  if (!templates.data) return <Failure error={templates.error} retry={() => void templates.refetch()} />;
  return (
    <>
      <Table<Template>
        rowKey="id"
        size="small"
        dataSource={templates.data}
        pagination={{ size: 'small', pageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('template.name'),
            render: (_, row) => (
              <>
                {say(row.name)} <span className="muted">{row.code}</span>
              </>
            ),
          },
          {
            title: t('template.version'),
            width: 130,
            render: (_, row) => (
              <>
                <span className="num">v{row.version}</span> {row.current && <Tag>{t('template.current')}</Tag>}
              </>
            ),
          },
          {
            title: t('template.added'),
            width: 230,
            render: (_, row) => (
              <>
                <span className="num">{formatInstant(row.addedAt)}</span> <Actor name={row.addedBy} />
                {row.note && <div className="muted">{row.note}</div>}
              </>
            ),
          },
          { title: t('template.toParties'), width: 120, render: (_, row) => (row.toParties ? '✓' : '—') },
          {
            title: <span className="sr-only">{t('field.actions')}</span>,
            width: 220,
            align: 'right',
            render: (_, row) => (
              <span className="row-actions">
                <Button size="small" href={withQuery('/api/document-templates/file', { id: row.id })} download>
                  {t('template.take')}
                </Button>
                {row.current && (
                  <Button size="small" onClick={() => setUploading(row)}>
                    {t('template.upload')}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {uploading && <Upload template={uploading} close={() => setUploading(undefined)} />}
    </>
  );
}

function Upload({ template, close }: { template: Template; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [note, setNote] = useState('');
  const wrong = file !== undefined && !file.name.toLowerCase().endsWith('.docx');
  const save = useMutation({
    mutationFn: () => {
      const form = new FormData();
      form.append('code', template.code);
      if (note.trim()) form.append('note', note.trim());
      form.append('file', file!, file!.name);
      return post('/api/document-templates', form);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['templates'] });
      close();
    },
  });
  const errors = Object.values(errorsByField(save.error, language));
  return (
    <Modal
      open
      title={`${t('template.upload')} · ${template.name}`}
      okText={t('template.upload')}
      okButtonProps={{ disabled: !file || wrong }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={close}
    >
      {save.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(save.error)}
          description={errors.map((text) => (
            <div key={text}>{text}</div>
          ))}
        />
      )}
      <Field label={t('template.name')} required error={wrong ? t('template.bad') : undefined}>
        <FileInput accept=".docx" onFiles={([chosen]) => setFile(chosen)} />
      </Field>
      <Field label={t('template.note')}>
        <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}
