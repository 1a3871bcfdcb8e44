import Tabs from 'antd/es/tabs';
import { useSearchParams } from 'react-router';
import { useI18n } from '../i18n';
import { Organisations } from './Organisations';
import { Retention } from './Retention';
import { Users } from './Users';
import { WorkStatePanel } from './WorkStatePanel';

/** 系统管理: accounts, offices, and whether the work in the background goes on. */
export function AdministrationPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const tabs = [
    { key: 'users', label: t('administration.users'), children: <Users /> },
    { key: 'offices', label: t('administration.offices'), children: <Organisations /> },
    { key: 'work', label: t('administration.work'), children: <WorkStatePanel /> },
    { key: 'retention', label: t('retention.title'), children: <Retention /> },
  ];
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.administration')}</h1>
        <div className="page-facts">
          <a href="/designer/">{t('nav.designer')}</a>
        </div>
      </header>
      <Tabs
        size="small"
        destroyOnHidden
        activeKey={search.get('tab') ?? 'users'}
        items={tabs}
        onChange={(key) => setSearch(key === 'users' ? {} : { tab: key }, { replace: true })}
      />
    </section>
  );
}
