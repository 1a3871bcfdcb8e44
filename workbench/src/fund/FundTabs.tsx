import { NavLink } from 'react-router';
import { useI18n } from '../i18n';

/** The fund's pages: its months, what is under way, its year, and the lists that it makes public. */
export function FundTabs() {
  const { t } = useI18n();
  return (
    <nav className="sub-nav" aria-label={t('nav.fund')}>
      <NavLink to="/fund" end>
        {t('fund.tab.months')}
      </NavLink>
      <NavLink to="/fund/cases">{t('fund.tab.cases')}</NavLink>
      <NavLink to="/fund/batches">{t('fund.tab.batches')}</NavLink>
      <NavLink to="/fund/year">{t('fund.tab.year')}</NavLink>
      <NavLink to="/fund/lists">{t('fund.tab.lists')}</NavLink>
    </nav>
  );
}
