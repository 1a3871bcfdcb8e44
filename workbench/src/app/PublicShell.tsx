import { Link, Outlet } from 'react-router';
import { useI18n } from '../i18n';
import { ConnectionNotice } from './ConnectionNotice';
import { LanguageSwitch } from './LanguageSwitch';

/** Frame of the public pages: no account, one column, made for a phone first. */
export function PublicShell() {
  const { t } = useI18n();
  return (
    <div className="shell">
      <header className="topbar public">
        <Link to="/welcome" className="brand">
          {t('app.publicName')}
        </Link>
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main id="content" className="public-content">
        <ConnectionNotice />
        <Outlet />
      </main>
      <footer className="public-foot">{t('public.hotline')}</footer>
    </div>
  );
}
