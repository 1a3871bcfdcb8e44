interface Props {
  label: string;
  value: string;
  options: [value: string, text: string][];
  choose: (value: string) => void;
}

/** A few views of which one is shown. */
export function Choice({ label, value, options, choose }: Props) {
  return (
    <div className="tabs" role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => choose(option)}>
          {text}
        </button>
      ))}
    </div>
  );
}
