import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { AmountAnswer, Me } from '../api/types';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { JsonForm } from '../forms/JsonForm';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { meKey } from '../session/useMe';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';
import { AmountResult } from './AmountResult';
import { calculatorForm, calculatorInput, calculatorNames, type CalculatorName } from './calculators';

/** 金额计算: every statutory amount with its working. Open to the public too; nothing is stored. */
export function AmountCalculatorPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('of');
  const name = calculatorNames.find((known) => known === asked) ?? 'severance';
  return (
    <section className="page">
      <h1>{t('nav.amounts')}</h1>
      <Calculator key={name} name={name} choose={(next) => setSearch({ of: next }, { replace: true })} />
    </section>
  );
}

interface Props {
  name: CalculatorName;
  choose: (name: string) => void;
  /** The calculators to choose from; all unless given. */
  names?: readonly CalculatorName[];
  /** Takes the total over to where it was asked for. */
  take?: (amount: number) => void;
}

export function Calculator({ name, choose, names = calculatorNames, take }: Props) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const reference = useReference();
  const [shape] = useState(() => calculatorForm(name, t, todayInChina()));
  const shown = calculatorForm(name, t, todayInChina());
  const [data, setData] = useState<unknown>(shape.data);
  const step = useStepCheck(shown.schema);
  const [place, setPlace] = useState<string>();
  const districts = reference.data?.districts ?? [];
  // An officer asks for the own district first; the public is not asked who it is.
  const me = useQueryClient().getQueryData<Me | null>(meKey);
  const own = districts.find((district) => district.code === me?.jurisdiction);
  const jurisdiction = place ?? (own ?? districts[0])?.code;
  const calculate = useMutation({
    mutationFn: () => post<AmountAnswer>(`/api/public/amounts/${name}`, calculatorInput(data, jurisdiction)),
  });
  const basis = calculate.error instanceof ApiProblem ? (calculate.error.body as { basis?: string }).basis : undefined;

  return (
    <div className="calculator">
      <form
        className="no-print"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step.check(data, 'calculate')) calculate.mutate();
        }}
      >
        <Field label={t('amount.which')} required>
          <NativeSelect value={name} onChange={choose} options={names.map((value) => ({ value, label: t(`amount.name.${value}`) }))} />
        </Field>
        <Field label={t('amount.place')} required>
          <NativeSelect
            value={jurisdiction ?? ''}
            onChange={setPlace}
            options={districts.map((district) => ({ value: district.code, label: district.name }))}
          />
        </Field>
        <JsonForm
          idPrefix="amount"
          tag="div"
          schema={shown.schema}
          uiSchema={shown.uiSchema}
          data={data}
          extraErrors={step.errors}
          onChange={(next) => {
            setData(next);
            step.changed(next);
          }}
        />
        <Button type="primary" htmlType="submit" loading={calculate.isPending}>
          {t('calculator.calculate')}
        </Button>
      </form>
      <div aria-live="polite">
        {calculate.isError && <Alert type="error" showIcon title={errorText(calculate.error)} description={basis} />}
        {calculate.data && <AmountResult answer={calculate.data} />}
        {calculate.data && take && (
          <Button type="primary" onClick={() => take(calculate.data.total)}>
            {t('filing.takeAmount')}
          </Button>
        )}
        {!calculate.data && !calculate.isError && <p className="muted">{t('amount.empty')}</p>}
      </div>
    </div>
  );
}
