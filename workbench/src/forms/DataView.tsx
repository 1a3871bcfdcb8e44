import { useI18n } from '../i18n';
import { shownData } from './shownData';

/** Plain reading view of what a form recorded, in the words of its form. */
export function DataView({ data, schema }: { data: unknown; schema?: unknown }) {
  const { t } = useI18n();
  const rows = shownData(data, schema, t('form.yes'), t('form.no'));
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
