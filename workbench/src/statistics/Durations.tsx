import { Link } from 'react-router';
import type { Query } from '../api/client';
import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';
import { listLink } from './links';

/** How long the cases took that ended in the period: the mean, and the half that took no longer. Each number leads to those cases. */
export function Durations({ durations, scope }: { durations: Statistics['durations']; scope: Query }) {
  const { t, pick } = useI18n();
  const number = (value: number | null, list: string) => (
    <td className="num right">{value === null ? '—' : <Link to={listLink(list, scope)}>{value}</Link>}</td>
  );
  return (
    <section>
      <h2>{t('statistics.durations')}</h2>
      <table className="simple-table">
        <thead>
          <tr>
            <th />
            <th className="right">{t('statistics.duration.mean')}</th>
            <th className="right">{t('statistics.duration.median')}</th>
            <th className="right">{t('statistics.duration.count')}</th>
          </tr>
        </thead>
        <tbody>
          {durations.map((duration) => (
            <tr key={duration.code}>
              <td>{pick(duration)}</td>
              {number(duration.mean, duration.list)}
              {number(duration.median, duration.list)}
              {number(duration.count, duration.list)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
