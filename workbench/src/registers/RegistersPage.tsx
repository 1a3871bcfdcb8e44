import { useI18n } from '../i18n';
import { Choice } from '../shared/Choice';
import { usePage } from '../shared/usePage';
import { OfficerList } from './OfficerList';
import { OrganisationList } from './OrganisationList';

const registers = ['mediator', 'arbitrator', 'tribunal-secretary', 'inspector', 'organisations'] as const;

/** 名册: who mediates, arbitrates and inspects, for which office, and when they are engaged; and the mediation organisations. */
export function RegistersPage() {
  const { t } = useI18n();
  const { search, change } = usePage();
  const register = registers.find((known) => known === search.get('of')) ?? 'mediator';
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('registers.title')}</h1>
      </header>
      <div className="filters">
        <Choice
          label={t('registers.which')}
          value={register}
          options={registers.map((known) => [known, t(`registers.${known}`)])}
          choose={(value) => change({ of: value === 'mediator' ? undefined : value, q: undefined })}
        />
      </div>
      {register === 'organisations' ? <OrganisationList /> : <OfficerList key={register} role={register} />}
    </section>
  );
}
