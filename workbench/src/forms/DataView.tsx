/** Plain reading view of what a form recorded. Nested values are shown as their text. */
export function DataView({ data }: { data: unknown }) {
  if (typeof data !== 'object' || data === null) return null;
  const entries = Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (entries.length === 0) return null;
  return (
    <dl className="data-view">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
