import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import { holders, languages, priorKinds, type BackgroundDraft } from './background';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';
import type { StepProps } from './stepProps';

/** Who acts for the applicant, and how far they may go. */
export function AgentFields({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const { agent } = draft.background;
  const set = (changes: Partial<typeof agent>) => update({ background: { ...draft.background, agent: { ...agent, ...changes } } });
  return (
    <details className="gap-above" open={agent.name !== ''}>
      <summary>{t('filing.agent')}</summary>
      <p className="muted">{t('filing.agent.help')}</p>
      <Field label={t('filing.agent.name')} error={errorOf('agent.name')}>
        <Input maxLength={100} value={agent.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.phone')} error={errorOf('agent.phone')}>
        <Input type="tel" maxLength={20} value={agent.phone} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.idNumber')} error={errorOf('agent.idNumber')}>
        <Input autoComplete="off" maxLength={20} value={agent.idNumber} onChange={(event) => set({ idNumber: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.authority')} help={t('filing.agent.authority.help')} error={errorOf('agent.authority')}>
        <NativeSelect
          value={agent.authority}
          onChange={(authority) => set({ authority: authority as 'general' | 'special' })}
          options={(['general', 'special'] as const).map((value) => ({ value, label: t(`authority.${value}`) }))}
        />
      </Field>
    </details>
  );
}

/** What was tried before, where the evidence is, and how the applicant would like to be mediated. */
export function BackgroundFields({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const { background } = draft;
  const set = (changes: Partial<BackgroundDraft>) => update({ background: { ...background, ...changes } });
  const priors = background.priorProcedures;
  const items = background.evidenceItems;
  // A draft that was kept by an earlier version has none.
  const witnesses = background.witnesses ?? [];
  return (
    <details
      className="gap-above"
      open={priors.length > 0 || items.length > 0 || witnesses.length > 0 || background.preferredMediator !== ''}
    >
      <summary>{t('filing.more')}</summary>
      <h3>{t('filing.prior')}</h3>
      <p className="muted">{t('filing.prior.help')}</p>
      {priors.map((prior, index) => {
        const change = (changes: Partial<typeof prior>) =>
          set({ priorProcedures: priors.map((other, at) => (at === index ? { ...other, ...changes } : other)) });
        return (
          <fieldset key={index} className="plain-fieldset">
            <legend>{t('filing.prior.nth', { number: index + 1 })}</legend>
            <Field label={t('filing.prior.kind')} required error={errorOf(`priorProcedures[${index}].kind`)}>
              <NativeSelect
                value={prior.kind}
                onChange={(kind) => change({ kind })}
                options={priorKinds.map((value) => ({ value, label: t(`prior.${value}`) }))}
              />
            </Field>
            <Field label={t('filing.prior.authority')} error={errorOf(`priorProcedures[${index}].authority`)}>
              <Input maxLength={200} value={prior.authority} onChange={(event) => change({ authority: event.target.value })} />
            </Field>
            <Field label={t('filing.prior.number')} error={errorOf(`priorProcedures[${index}].number`)}>
              <Input maxLength={100} value={prior.number} onChange={(event) => change({ number: event.target.value })} />
            </Field>
            <Field label={t('filing.prior.outcome')} error={errorOf(`priorProcedures[${index}].outcome`)}>
              <Input maxLength={500} value={prior.outcome} onChange={(event) => change({ outcome: event.target.value })} />
            </Field>
            <Button size="small" onClick={() => set({ priorProcedures: priors.filter((_, at) => at !== index) })}>
              {t('filing.row.remove')}
            </Button>
          </fieldset>
        );
      })}
      <Button onClick={() => set({ priorProcedures: [...priors, { kind: 'mediation', authority: '', number: '', outcome: '' }] })}>
        {t('filing.prior.add')}
      </Button>
      <h3>{t('filing.items')}</h3>
      <p className="muted">{t('filing.items.help')}</p>
      {items.map((item, index) => {
        const change = (changes: Partial<typeof item>) =>
          set({ evidenceItems: items.map((other, at) => (at === index ? { ...other, ...changes } : other)) });
        return (
          <fieldset key={index} className="plain-fieldset">
            <legend>{t('filing.items.nth', { number: index + 1 })}</legend>
            <Field label={t('filing.items.name')} error={errorOf(`evidenceItems[${index}].name`)}>
              <Input maxLength={200} value={item.name} onChange={(event) => change({ name: event.target.value })} />
            </Field>
            <Field label={t('filing.items.holder')} error={errorOf(`evidenceItems[${index}].holder`)}>
              <NativeSelect
                value={item.holder}
                onChange={(holder) => change({ holder })}
                options={holders.map((value) => ({ value, label: t(`holder.${value}`) }))}
              />
            </Field>
            <Button size="small" onClick={() => set({ evidenceItems: items.filter((_, at) => at !== index) })}>
              {t('filing.row.remove')}
            </Button>
          </fieldset>
        );
      })}
      <Button onClick={() => set({ evidenceItems: [...items, { name: '', holder: 'respondent' }] })}>{t('filing.items.add')}</Button>
      <h3>{t('filing.witnesses')}</h3>
      <p className="muted">{t('filing.witnesses.help')}</p>
      {witnesses.map((witness, index) => {
        const change = (changes: Partial<typeof witness>) =>
          set({ witnesses: witnesses.map((other, at) => (at === index ? { ...other, ...changes } : other)) });
        return (
          <fieldset key={index} className="plain-fieldset">
            <legend>{t('filing.witnesses.nth', { number: index + 1 })}</legend>
            <Field label={t('filing.witnesses.name')} required error={errorOf(`witnesses[${index}].name`)}>
              <Input autoComplete="off" maxLength={100} value={witness.name} onChange={(event) => change({ name: event.target.value })} />
            </Field>
            <Field label={t('filing.witnesses.residence')} required error={errorOf(`witnesses[${index}].residence`)}>
              <Input
                autoComplete="off"
                maxLength={300}
                value={witness.residence}
                onChange={(event) => change({ residence: event.target.value })}
              />
            </Field>
            <Button size="small" onClick={() => set({ witnesses: witnesses.filter((_, at) => at !== index) })}>
              {t('filing.row.remove')}
            </Button>
          </fieldset>
        );
      })}
      <Button onClick={() => set({ witnesses: [...witnesses, { name: '', residence: '' }] })}>{t('filing.witnesses.add')}</Button>
      {draft.procedure === 'MED' && (
        <Field label={t('filing.mediator')} help={t('filing.mediator.help')} error={errorOf('preferredMediator')}>
          <Input
            maxLength={100}
            value={background.preferredMediator}
            onChange={(event) => set({ preferredMediator: event.target.value })}
          />
        </Field>
      )}
      <Field label={t('filing.language')} help={t('filing.language.help')} error={errorOf('language')}>
        <NativeSelect
          value={background.language}
          onChange={(language) => set({ language })}
          options={[
            { value: '', label: t('filing.language.any') },
            ...languages.map((value) => ({ value, label: t(`language.${value}`) })),
          ]}
        />
      </Field>
    </details>
  );
}
