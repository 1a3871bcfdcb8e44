import Select from 'antd/es/select';

interface Props {
  /** What the list is narrowed by: the field's name, and what stands in it while nothing is chosen. */
  label: string;
  /** What stands in it instead, where its name is longer. */
  placeholder?: string;
  value: string | undefined;
  options: readonly { value: string; label: string; key?: string }[];
  loading?: boolean;
  size?: 'select' | 'light' | 'office' | 'search';
  /** Undefined when the filter is taken away. */
  onChange: (value: string | undefined) => void;
}

/** Of more than these one is found by typing. */
const many = 8;

/** One choice that narrows a list. */
export function FilterSelect({ label, placeholder, value, options, loading, size = 'select', onChange }: Props) {
  return (
    <Select<string>
      aria-label={label}
      className={`filter-${size}`}
      allowClear
      showSearch={options.length > many && { optionFilterProp: 'label' }}
      placeholder={placeholder ?? label}
      loading={loading}
      value={value}
      options={[...options]}
      onChange={(chosen?: string) => onChange(chosen)}
    />
  );
}
