import './statutes.css';
import Tabs from 'antd/es/tabs';
import { useSearchParams } from 'react-router';
import { useMe } from '../session/useMe';
import { Changes } from './Changes';
import { MailQueue } from './MailQueue';
import { useMessages } from './messages';
import { Register } from './Register';
import { ReminderPlans } from './ReminderPlans';
import { WorkingCalendar } from './WorkingCalendar';

/** 法定参数与期限: the register, its changes, the working calendar, reminder plans and mails. Officers read, administrators change. */
export function StatutesPage() {
  const { m } = useMessages();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const roles = me.data?.roles ?? [];
  const administers = roles.includes('administrator');
  const tabs = [
    { key: 'register', label: m('tab.register'), children: <Register administers={administers} /> },
    ...(administers || roles.includes('auditor')
      ? [{ key: 'changes', label: m('tab.changes'), children: <Changes administers={administers} /> }]
      : []),
    { key: 'calendar', label: m('tab.calendar'), children: <WorkingCalendar administers={administers} /> },
    { key: 'plans', label: m('tab.plans'), children: <ReminderPlans administers={administers} /> },
    ...(administers ? [{ key: 'mails', label: m('tab.mails'), children: <MailQueue /> }] : []),
  ];
  return (
    <section className="page">
      <header className="page-head">
        <h1>{m('title')}</h1>
      </header>
      <Tabs
        size="small"
        destroyOnHidden
        activeKey={search.get('tab') ?? 'register'}
        items={tabs}
        onChange={(key) => setSearch(key === 'register' ? {} : { tab: key }, { replace: true })}
      />
    </section>
  );
}
