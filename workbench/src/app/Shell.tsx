import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { post } from '../api/client';
import { useI18n } from '../i18n';
import { useLive } from '../live/useLive';
import { meKey, useMe } from '../session/useMe';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';
import { MessagesLink } from '../messages/MessagesLink';
import { RunsLink } from '../runs/RunsLink';
import { ConnectionNotice } from './ConnectionNotice';
import { LanguageSwitch } from './LanguageSwitch';
import { ShellKeys } from './ShellKeys';
import { navigationFor } from './navigation';
import { usePageTitle } from './usePageTitle';
import { TopNavigation } from './TopNavigation';

/** Frame of the officers' pages: navigation by role, who is signed in, the page. Sends strangers to the sign-in page. */
export function Shell() {
  const { t } = useI18n();
  const me = useMe();
  useLive(!!me.data);
  usePageTitle();
  const location = useLocation();
  const narrow = useNarrow();
  const client = useQueryClient();
  const [menuOpen, setMenuOpen] = useState(false);

  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (!me.data) {
    // A visitor at the front door is more often a worker with a phone than an officer.
    if (location.pathname === '/') return <Navigate to="/welcome" replace />;
    return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  }

  // Nothing else answers before the password that somebody else set is replaced.
  if (me.data.mustChangePassword && location.pathname !== '/account') return <Navigate to="/account" replace />;

  const signOut = async () => {
    await post('/api/auth/logout', {});
    client.clear();
    client.setQueryData(meKey, null);
  };

  const links = (
    <nav aria-label={t('nav.label')} className="nav">
      {navigationFor(me.data.permissions).map((item) =>
        item.external ? (
          <a key={item.path} href={item.path}>
            {t(item.label)}
          </a>
        ) : (
          <NavLink key={item.path} to={item.path} end={item.path === '/'} onClick={() => setMenuOpen(false)}>
            {t(item.label)}
          </NavLink>
        ),
      )}
    </nav>
  );

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="topbar">
        {narrow && <Button type="text" icon={<MenuOutlined />} aria-label={t('nav.label')} onClick={() => setMenuOpen(true)} />}
        <strong className="brand">{t('app.name')}</strong>
        {!narrow && <TopNavigation items={navigationFor(me.data.permissions)} />}
        <span className="grow" />
        {me.data.permissions.includes('case-readers') && <RunsLink />}
        <MessagesLink />
        {!narrow && me.data.office && <span className="muted">{me.data.office.name}</span>}
        <NavLink to="/account" title={t('nav.account')}>
          {me.data.displayName}
        </NavLink>
        {!narrow && <LanguageSwitch />}
        {!narrow && <ShellKeys paths={[...navigationFor(me.data.permissions).map((item) => item.path), '/messages']} />}
        {!narrow && (
          <Button size="small" onClick={() => void signOut()}>
            {t('session.signOut')}
          </Button>
        )}
      </header>
      {narrow && (
        <Drawer
          open={menuOpen}
          onClose={() => setMenuOpen(false)}
          placement="left"
          size={260}
          title={me.data.office?.name ?? t('app.name')}
        >
          {links}
          <div className="nav-foot">
            <LanguageSwitch />
            <Button onClick={() => void signOut()}>{t('session.signOut')}</Button>
          </div>
        </Drawer>
      )}
      <main id="content" className="content">
        <ConnectionNotice />
        <Outlet />
      </main>
    </div>
  );
}
