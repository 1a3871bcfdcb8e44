import { NavLink } from 'react-router';
import { useI18n } from '../i18n';

/** The fund's three pages: its months, its year, and the lists that it makes public. */
export function FundTabs() {
  const { t } = useI18n();
  return (
    <nav className="sub-nav" aria-label={t('nav.fund')}>
      <NavLink to="/fund" end>
        {t('fund.tab.months')}
      </NavLink>
      <NavLink to="/fund/year">{t('fund.tab.year')}</NavLink>
      <NavLink to="/fund/lists">{t('fund.tab.lists')}</NavLink>
    </nav>
  );
}
