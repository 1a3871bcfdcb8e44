import Drawer from 'antd/es/drawer';
import Table from 'antd/es/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { JsonForm } from '../forms/JsonForm';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';

type Form = Omit<Schemas['ListFormsItem'], 'formSchema' | 'uiSchema'> & {
  formSchema: Record<string, unknown>;
  uiSchema: Record<string, unknown>;
};

/** 表单: the forms of all steps, each as an officer sees it. */
export function FormsPanel() {
  const { t, say } = useI18n();
  const [shown, setShown] = useState<Form>();
  const [data, setData] = useState<unknown>({});
  const forms = useQuery({ queryKey: ['forms'], queryFn: ({ signal }) => get<Form[]>('/api/forms', undefined, signal) });
  if (forms.isPending) return <Loading />;
  if (!forms.data) return <Failure error={forms.error} retry={() => void forms.refetch()} />;
  return (
    <>
      <p className="muted">{t('form.versionHelp')}</p>
      <Table<Form>
        rowKey="id"
        size="small"
        dataSource={forms.data}
        pagination={{ size: 'small', pageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('form.name'),
            render: (_, form) => (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  setData({});
                  setShown(form);
                }}
              >
                {typeof form.formSchema.title === 'string' ? say(form.formSchema.title) : form.key}{' '}
                <span className="muted">{form.key}</span>
              </button>
            ),
          },
          { title: t('template.version'), width: 100, align: 'right', render: (_, form) => <span className="num">{form.versions}</span> },
          { title: t('template.added'), width: 170, render: (_, form) => <span className="num">{formatInstant(form.installedAt)}</span> },
        ]}
      />
      {shown && (
        <Drawer open onClose={() => setShown(undefined)} size={640} title={`${t('form.preview')} · ${shown.key}`}>
          <JsonForm idPrefix="preview" schema={shown.formSchema} uiSchema={shown.uiSchema} data={data} onChange={(next) => setData(next)} />
        </Drawer>
      )}
    </>
  );
}
