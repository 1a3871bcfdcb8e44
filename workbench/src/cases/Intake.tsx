import type { CaseDetail } from '../api/types';
import { holders, languages, priorKinds } from '../filing/background';
import { useI18n } from '../i18n';

/** What the application told beside its claims: what was tried before, where evidence is, who should mediate and in which language. */
export function Intake({ intake, witnesses }: Pick<CaseDetail, 'intake' | 'witnesses'>) {
  const { t } = useI18n();
  if (!intake && witnesses.length === 0) return null;
  const prior = (kind: string) => priorKinds.find((known) => known === kind);
  const holder = (code: string) => holders.find((known) => known === code);
  const language = languages.find((known) => known === intake?.language);
  return (
    <>
      <h2>{t('case.intake')}</h2>
      <ul className="plain">
        {intake?.priorProcedures.map((one, index) => {
          const kind = prior(one.kind);
          return (
            <li key={index}>
              {t('text.pair', {
                name: kind ? t(`prior.${kind}`) : one.kind,
                value: [one.authority, one.number, one.outcome].filter(Boolean).join(' · ') || '—',
              })}
            </li>
          );
        })}
        {intake?.evidenceItems.map((item) => {
          const by = holder(item.holder);
          return <li key={item.name}>{t('case.evidenceHeld', { name: item.name, holder: by ? t(`holder.${by}`) : item.holder })}</li>;
        })}
        {witnesses.map((witness) => (
          <li key={witness.name}>{t('case.witness', { name: witness.name, residence: witness.residence })}</li>
        ))}
        {intake?.preferredMediator && <li>{t('text.pair', { name: t('filing.mediator'), value: intake.preferredMediator })}</li>}
        {language && <li>{t('text.pair', { name: t('filing.language'), value: t(`language.${language}`) })}</li>}
      </ul>
    </>
  );
}
