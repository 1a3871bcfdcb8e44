import type { WidgetProps } from '@rjsf/utils';
import Select from 'antd/es/select';
import { useI18n } from '../i18n';
import { workerText, type Numbered } from './workers';

/** A worker of the roster: `"ui:widget": "worker"`. */
export function workerWidget(props: WidgetProps) {
  return <Worker {...props} />;
}

function Worker({ id, value, disabled, readonly, onChange, onBlur, onFocus, options }: WidgetProps) {
  const { t } = useI18n();
  const roster = (options.roster ?? []) as readonly Numbered[];
  return (
    <Select<number>
      id={id}
      className="full-width"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('ask.choose')}
      value={typeof value === 'number' ? value : undefined}
      disabled={disabled || readonly}
      options={roster.map((worker) => ({ value: worker.number!, label: workerText(worker) }))}
      onChange={(next) => onChange(next)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  );
}
