import App from 'antd/es/app';
import Button from 'antd/es/button';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, put } from '../api/client';
import { errorsByField } from '../api/problem';
import { Field } from '../filing/Field';
import { formatInstant } from '../shared/format';
import { useActorName } from '../shared/people';
import { useProcedureOptions } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';
import { ProposalDrawer } from './LocalDays';
import { useMessages } from './messages';
import type { Plan, PlanRule } from './types';
import { usePlaces } from './usePlaces';

const moments = ['half', 'before', 'due', 'overdue'] as const;
const recipients = ['officer', 'head', 'supervisor', 'party'] as const;
type Moment = (typeof moments)[number];
type To = (typeof recipients)[number];
const counted = (moment: string | null) => moment === 'before' || moment === 'overdue';

/** 提醒方案: who is reminded when, for all procedures, for one, and for one place. */
export function ReminderPlans({ administers }: { administers: boolean }) {
  const { m } = useMessages();
  const places = usePlaces();
  const procedures = useProcedureOptions();
  const [edited, setEdited] = useState<Plan>();
  const plans = useQuery({
    queryKey: ['reminder-plans'],
    queryFn: ({ signal }) => get<Plan[]>('/api/reminders/plans', undefined, signal),
  });
  if (plans.isError) return <Failure error={plans.error} retry={() => void plans.refetch()} />;
  if (!plans.data) return <Loading />;
  const name = (plan: Plan) =>
    !plan.procedureCode && !plan.jurisdiction
      ? m('plans.general')
      : [
          procedures.find((known) => known.value === plan.procedureCode)?.label ?? m('plans.all'),
          plan.jurisdiction ? places.name(plan.jurisdiction) : m('plans.all'),
        ].join(' · ');
  const when = (rule: PlanRule) =>
    rule.moment === 'before'
      ? m('moment.before.text', { days: rule.workingDays })
      : rule.moment === 'overdue'
        ? m('moment.overdue.text', { days: rule.workingDays })
        : m(`moment.${rule.moment as Moment}`);
  const general = plans.data.find((plan) => !plan.procedureCode && !plan.jurisdiction);
  return (
    <>
      <div className="filters">
        <span className="muted grow">{m('plans.help')}</span>
        {administers && (
          <Button
            type="primary"
            onClick={() =>
              setEdited({ procedureCode: 'ARB', jurisdiction: '', rules: general?.rules ?? [], updatedBy: null, updatedAt: null })
            }
          >
            {m('plans.add')}
          </Button>
        )}
      </div>
      {[...plans.data]
        .sort((a, b) => a.procedureCode.localeCompare(b.procedureCode) || a.jurisdiction.localeCompare(b.jurisdiction))
        .map((plan) => (
          <section key={`${plan.procedureCode} ${plan.jurisdiction}`} className="plan">
            <header className="row">
              <h2 className="first">{name(plan)}</h2>
              <span className="muted grow">
                {plan.updatedBy ? <Updated by={plan.updatedBy} at={plan.updatedAt} /> : m('plans.built-in')}
              </span>
              {administers && (
                <Button size="small" onClick={() => setEdited(plan)}>
                  {m('plans.edit')}
                </Button>
              )}
            </header>
            {plan.rules.length === 0 && <p className="muted">{m('plans.none')}</p>}
            <ol className="plain">
              {plan.rules.map((rule, index) => (
                <li key={index} className="plan-rule">
                  <span>{when(rule)}</span>
                  <b>{m(`to.${rule.to as To}`)}</b>
                  <span className="muted">{m(rule.canWait ? 'mail.digest' : 'mail.once')}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      {edited && <EditPlan key={`${edited.procedureCode} ${edited.jurisdiction}`} plan={edited} close={() => setEdited(undefined)} />}
    </>
  );
}

function EditPlan({ plan, close }: { plan: Plan; close: () => void }) {
  const { m, t, language } = useMessages();
  const { message } = App.useApp();
  const places = usePlaces();
  const procedures = useProcedureOptions();
  const client = useQueryClient();
  const [procedureCode, setProcedure] = useState(plan.procedureCode);
  const [jurisdiction, setPlace] = useState(plan.jurisdiction);
  const [rules, setRules] = useState<PlanRule[]>(plan.rules);
  const change = (at: number, changes: Partial<PlanRule>) =>
    setRules((current) => current.map((rule, index) => (index === at ? { ...rule, ...changes } : rule)));
  const save = useMutation({
    mutationFn: () => put('/api/reminders/plans', { procedureCode, jurisdiction, rules }),
    onSuccess: () => {
      void message.success(m('plans.saved'));
      void client.invalidateQueries({ queryKey: ['reminder-plans'] });
      close();
    },
  });
  const errors = errorsByField(save.error, language);
  const other = Object.entries(errors).filter(([field]) => field.startsWith('rules'));
  return (
    <ProposalDrawer
      title={m('plans.edit')}
      send={t('action.save')}
      error={save.error}
      pending={save.isPending}
      submit={() => save.mutate()}
      close={close}
    >
      <Field label={m('plans.procedure')} required error={errors.procedureCode}>
        <Select
          className="full-width"
          value={procedureCode}
          options={[{ value: '', label: m('plans.all') }, ...procedures]}
          onChange={setProcedure}
        />
      </Field>
      <Field label={m('plans.place')} required error={errors.jurisdiction}>
        <Select
          className="full-width"
          showSearch={{ optionFilterProp: 'label' }}
          value={jurisdiction}
          options={[{ value: '', label: m('plans.all') }, ...places.options.filter((place) => place.value !== '000000')]}
          onChange={setPlace}
        />
      </Field>
      {rules.map((rule, index) => (
        <fieldset key={index} className="plan-edit">
          <legend className="sr-only">{index + 1}</legend>
          <div className="row">
            <Select
              className="grow"
              aria-label={m('plans.moment')}
              value={rule.moment ?? 'due'}
              options={moments.map((moment) => ({ value: moment, label: m(`moment.${moment}`) }))}
              onChange={(moment: string) => change(index, { moment, workingDays: counted(moment) ? rule.workingDays || 1 : 0 })}
            />
            {counted(rule.moment) && (
              <>
                <InputNumber
                  min={1}
                  max={250}
                  precision={0}
                  aria-label={m('moment.days')}
                  value={rule.workingDays}
                  onChange={(workingDays) => change(index, { workingDays: workingDays ?? 1 })}
                />
                <span className="nowrap">{m('moment.days')}</span>
              </>
            )}
          </div>
          <div className="row">
            <Select
              className="grow"
              aria-label={m('plans.to')}
              value={rule.to ?? 'officer'}
              options={recipients.map((to) => ({ value: to, label: m(`to.${to}`) }))}
              onChange={(to: string) => change(index, { to })}
            />
            <Select
              className="grow"
              aria-label={m('plans.mail')}
              value={rule.canWait ? 'digest' : 'once'}
              options={[
                { value: 'digest', label: m('mail.digest') },
                { value: 'once', label: m('mail.once') },
              ]}
              onChange={(way: string) => change(index, { canWait: way === 'digest' })}
            />
            <Button
              type="text"
              aria-label={m('plans.remove')}
              onClick={() => setRules((current) => current.filter((_, at) => at !== index))}
            >
              ×
            </Button>
          </div>
        </fieldset>
      ))}
      {other.map(([field, text]) => (
        <p key={field} className="field-error">
          {text}
        </p>
      ))}
      <Button onClick={() => setRules((current) => [...current, { moment: 'before', workingDays: 1, to: 'officer', canWait: true }])}>
        {m('plans.addRule')}
      </Button>
    </ProposalDrawer>
  );
}

function Updated({ by, at }: { by: string; at: string | null }) {
  const { m } = useMessages();
  return m('plans.updated', { who: useActorName(by), at: formatInstant(at) });
}
