import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';

/** How long the cases took that ended in the period: the mean, and the half that took no longer. */
export function Durations({ durations }: { durations: Statistics['durations'] }) {
  const { t, pick } = useI18n();
  const days = (value: number | null) => <td className="num right">{value ?? '—'}</td>;
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
              {days(duration.mean)}
              {days(duration.median)}
              <td className="num right">{duration.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
