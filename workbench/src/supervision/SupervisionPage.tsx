import { useI18n } from '../i18n';
import { Choice } from '../shared/Choice';
import { usePage } from '../shared/usePage';
import { LitCases } from './LitCases';
import { OverdueList } from './OverdueList';
import { RecusalList } from './RecusalList';
import { StuckCases } from './StuckCases';
import { SupervisedLoad } from './SupervisedLoad';

const tabs = ['overdue', 'red', 'yellow', 'stuck', 'recusals', 'workload'] as const;

/** 督办: what is late or about to be, what stopped, who is kept off, and who has how much to do. */
export function SupervisionPage() {
  const { t } = useI18n();
  const { search, change } = usePage();
  const tab = tabs.find((known) => known === search.get('tab')) ?? 'overdue';
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('supervision.title')}</h1>
      </header>
      <div className="filters">
        <Choice
          label={t('supervision.title')}
          value={tab}
          options={tabs.map((known) => [known, t(`supervision.tab.${known}`)])}
          choose={(value) => change({ tab: value === 'overdue' ? undefined : value, state: undefined })}
        />
      </div>
      {tab === 'overdue' && <OverdueList />}
      {(tab === 'red' || tab === 'yellow') && <LitCases key={tab} light={tab} />}
      {tab === 'stuck' && <StuckCases />}
      {tab === 'recusals' && <RecusalList />}
      {tab === 'workload' && <SupervisedLoad />}
    </section>
  );
}
