import { useShownData } from './useShownData';

/** Plain reading view of what a form recorded, in the words of its form. */
export function DataView({ data, schema }: { data: unknown; schema?: unknown }) {
  const rows = useShownData(data, schema);
  if (rows.length === 0) return null;
  return (
    <dl className="data-view">
      {rows.map((row) => (
        <div key={row.name}>
          <dt>{row.title}</dt>
          <dd>{row.text}</dd>
        </div>
      ))}
    </dl>
  );
}
