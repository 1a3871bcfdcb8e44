import { useSearchParams } from 'react-router';
import { useI18n } from '../i18n';
import { PageTabs } from '../shared/PageTabs';
import { FormsPanel } from './FormsPanel';
import { HealthPanel } from './HealthPanel';
import { MailTemplatesPanel } from './MailTemplatesPanel';
import { Organisations } from './Organisations';
import { Retention } from './Retention';
import { RoomsPanel } from './RoomsPanel';
import { SealsPanel } from './SealsPanel';
import { TemplatesPanel } from './TemplatesPanel';
import { Users } from './Users';
import { WorkStatePanel } from './WorkStatePanel';

/** 系统管理: accounts, offices, and whether the work in the background goes on. */
export function AdministrationPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const tabs = [
    { key: 'users', label: t('administration.users'), children: <Users /> },
    { key: 'offices', label: t('administration.offices'), children: <Organisations /> },
    { key: 'rooms', label: t('administration.rooms'), children: <RoomsPanel /> },
    { key: 'templates', label: t('administration.templates'), children: <TemplatesPanel /> },
    { key: 'seals', label: t('seal.title'), children: <SealsPanel /> },
    { key: 'mails', label: t('mailTemplate.title'), children: <MailTemplatesPanel /> },
    { key: 'forms', label: t('administration.forms'), children: <FormsPanel /> },
    { key: 'health', label: t('health.title'), children: <HealthPanel /> },
    { key: 'work', label: t('administration.work'), children: <WorkStatePanel /> },
    { key: 'retention', label: t('retention.title'), children: <Retention /> },
  ];
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.administration')}</h1>
        <div className="page-facts">
          <a href="/designer/#/publications">{t('administration.publications')}</a>
          <a href="/designer/">{t('nav.designer')}</a>
        </div>
      </header>
      <PageTabs
        fresh
        label={t('nav.administration')}
        active={search.get('tab') ?? 'users'}
        items={tabs}
        change={(key) => setSearch(key === 'users' ? {} : { tab: key }, { replace: true })}
      />
    </section>
  );
}
