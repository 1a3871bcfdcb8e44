import { useShownData } from './useShownData';
import type { Numbered } from './workers';

/** Plain reading view of what a form recorded, in the words of its form. */
export function DataView({ data, schema, roster }: { data: unknown; schema?: unknown; roster?: readonly Numbered[] }) {
  const rows = useShownData(data, schema, roster);
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
