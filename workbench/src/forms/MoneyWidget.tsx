import type { WidgetProps } from '@rjsf/utils';
import InputNumber from 'antd/es/input-number';

/** Yuan with two decimals: `"ui:widget": "money"`. */
export function moneyWidget({ id, value, disabled, readonly, onChange, onBlur, onFocus, placeholder }: WidgetProps) {
  return (
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
}
