import Drawer from 'antd/es/drawer';
import Table from 'antd/es/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';

type Template = Schemas['ListMailTemplatesItem'];

/** 邮件模板: what people get by mail, each template with an example filled in. */
export function MailTemplatesPanel() {
  const { t, pick } = useI18n();
  const narrow = useNarrow();
  const [shown, setShown] = useState<Template>();
  const templates = useQuery({
    queryKey: ['mail-templates'],
    queryFn: ({ signal }) => get<Template[]>('/api/mail/templates', undefined, signal),
    staleTime: Infinity,
  });
  if (templates.isPending) return <Loading />;
  if (!templates.data) return <Failure error={templates.error} retry={() => void templates.refetch()} />;
  return (
    <>
      <p className="muted">
        {t('mailTemplate.help')} <Link to="/statutes?tab=mails">{t('mailTemplate.queue')}</Link>
      </p>
      <Table<Template>
        rowKey={(template) => template.kind + template.code}
        size="small"
        dataSource={templates.data}
        pagination={false}
        columns={[
          {
            title: t('mailTemplate.name'),
            width: narrow ? undefined : 260,
            render: (_, template) => (
              <button type="button" className="link-button" onClick={() => setShown(template)}>
                {pick(template)} <span className="muted">{template.code}</span>
              </button>
            ),
          },
          {
            title: t('runs.kind'),
            width: narrow ? 110 : 160,
            render: (_, template) => t(`mailTemplate.kind.${template.kind as 'mail' | 'wording'}`),
          },
          // On a phone the example is read where the template is opened.
          ...(narrow
            ? []
            : [
                {
                  title: t('mailTemplate.example'),
                  ellipsis: true,
                  render: (_: unknown, template: Template) => <span lang="zh-CN">{template.example.replaceAll('\n', ' ')}</span>,
                },
              ]),
        ]}
      />
      {shown && (
        <Drawer open onClose={() => setShown(undefined)} size={narrow ? '100%' : 640} title={pick(shown)}>
          <h2>{t('mailTemplate.example')}</h2>
          <p className="facts" lang="zh-CN">
            {shown.example}
          </p>
          <h2>{t('mailTemplate.source')}</h2>
          <pre className="wrap" lang="zh-CN">
            {shown.source}
          </pre>
        </Drawer>
      )}
    </>
  );
}
