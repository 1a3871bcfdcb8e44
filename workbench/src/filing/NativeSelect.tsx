interface Props {
  id?: string;
  value: string;
  placeholder?: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  status?: unknown;
}

/** The phone's own picker: big, familiar and readable by every assistive tool. */
export function NativeSelect({ value, placeholder, options, onChange, status, ...rest }: Props) {
  return (
    <select
      {...rest}
      className={status ? 'native-select error' : 'native-select'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
