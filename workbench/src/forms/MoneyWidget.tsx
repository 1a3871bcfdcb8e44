import type { WidgetProps } from '@rjsf/utils';
import Button from 'antd/es/button';
import InputNumber from 'antd/es/input-number';
import Space from 'antd/es/space';
import { lazy, Suspense, useState } from 'react';
import type { CalculatorName } from '../amounts/calculators';
import { useI18n } from '../i18n';

const WorkOut = lazy(async () => ({ default: (await import('../amounts/WorkOut')).WorkOut }));

/** Yuan with two decimals: `"ui:widget": "money"`. */
export function moneyWidget(props: WidgetProps) {
  return <Money {...props} />;
}

function Money({ id, value, disabled, readonly, onChange, onBlur, onFocus, placeholder, registry }: WidgetProps) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const fitting = (registry.formContext as { amounts?: (id: string) => CalculatorName[] } | undefined)?.amounts;
  const calculators = !disabled && !readonly ? (fitting?.(id) ?? []) : [];
  const input = (
    <InputNumber<number>
      id={id}
      className="full-width"
      value={typeof value === 'number' ? value : null}
      prefix="¥"
      precision={2}
      min={0}
      disabled={disabled}
      readOnly={readonly}
      placeholder={placeholder}
      controls={false}
      onChange={(next) => onChange(next ?? undefined)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  );
  if (calculators.length === 0) return input;
  return (
    <>
      <Space.Compact className="full-width">
        {input}
        <Button onClick={() => setAsking(true)}>{t('amount.workOut')}</Button>
      </Space.Compact>
      {asking && (
        <Suspense fallback={null}>
          <WorkOut
            names={calculators}
            close={() => setAsking(false)}
            take={(amount) => {
              onChange(amount);
              setAsking(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
