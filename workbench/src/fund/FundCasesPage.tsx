import { useI18n } from '../i18n';
import { Choice } from '../shared/Choice';
import { usePage } from '../shared/usePage';
import { FailedPayments } from './FailedPayments';
import { FundApplications } from './FundApplications';
import { FundTabs } from './FundTabs';
import { Recoveries } from './Recoveries';

const views = ['applications', 'failed', 'recoveries'] as const;

/** 基金在办业务: applications by stage, payments that failed, and what is to come back from employers. */
export function FundCasesPage() {
  const { t } = useI18n();
  const { search, change } = usePage();
  const fund = search.get('fund') === 'emf' ? 'emf' : 'wgf';
  const view = views.find((known) => known === search.get('view')) ?? 'applications';
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('fund.cases.title')}</h1>
        <div className="page-facts">
          <Choice
            label={t('fund.which')}
            value={fund}
            options={[
              ['wgf', t('fund.wgf')],
              ['emf', t('fund.emf')],
            ]}
            choose={(value) => change({ fund: value === 'wgf' ? undefined : value, stage: undefined })}
          />
        </div>
      </header>
      <FundTabs />
      <p className="muted">{t('fund.cases.help')}</p>
      <div className="filters">
        <Choice
          label={t('fund.cases.view')}
          value={view}
          options={views.map((known) => [known, t(`fund.cases.${known}`)])}
          choose={(value) => change({ view: value === 'applications' ? undefined : value, stage: undefined })}
        />
      </div>
      {view === 'applications' && <FundApplications fund={fund} />}
      {view === 'failed' && <FailedPayments fund={fund} />}
      {view === 'recoveries' && <Recoveries fund={fund} />}
    </section>
  );
}
