import { Link } from 'react-router';
import { useI18n } from '../i18n';

interface Row {
  name: string;
  value: number;
  to: string;
}

/** Numbers with bars as long as their share; each leads to its list. */
export function CountTable({ title, rows }: { title: string; rows: Row[] }) {
  const { t } = useI18n();
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('statistics.none')}</p>
      ) : (
        <table className="simple-table count-table">
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className="count-bar" aria-hidden="true">
                  {row.value > 0 && <span style={{ width: `${(100 * row.value) / most}%` }} />}
                </td>
                <td className="num right">
                  <Link to={row.to} aria-label={`${row.name} ${row.value}`}>
                    {row.value}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
