import { Link } from 'react-router';
import type { Query } from '../api/client';
import type { Indicator } from '../api/types';
import { useI18n } from '../i18n';
import { LightMark } from '../shared/LightMark';
import { listLink } from './links';

/** The indicators beside their targets, with how each is counted. */
export function IndicatorCards({ indicators, scope }: { indicators: Indicator[]; scope: Query }) {
  const { t, language, pick } = useI18n();
  const list = (query: string, value: number) => <Link to={listLink(query, scope)}>{value}</Link>;
  // What a plan sets a target for is looked at first.
  const ordered = [...indicators].sort((one, other) => Number(other.target !== null) - Number(one.target !== null));
  return (
    <ul className="indicators">
      {ordered.map((indicator) => (
        <li key={indicator.id}>
          <h2>{pick(indicator)}</h2>
          <p className="indicator-value num">{amount(indicator, indicator.value)}</p>
          {indicator.target !== null && (
            <p>
              {t('statistics.target')}{' '}
              <span className="num">{indicator.unit === 'percent' ? `${indicator.target}%` : indicator.target}</span>{' '}
              {indicator.value !== null && (
                <LightMark
                  light={indicator.value >= indicator.target ? 'green' : 'red'}
                  text={t(indicator.value >= indicator.target ? 'statistics.reached' : 'statistics.below')}
                />
              )}
            </p>
          )}
          {indicator.baseline !== null && (
            <p className="muted">
              {t('statistics.baseline')} <span className="num">{amount(indicator, indicator.baseline)}</span>
            </p>
          )}
          <p className="muted">
            <span className="num">
              {list(indicator.numeratorList, indicator.numerator)}
              {indicator.denominatorList !== null && indicator.denominator !== null && (
                <> ÷ {list(indicator.denominatorList, indicator.denominator)}</>
              )}
            </span>
            <br />
            {language === 'en' ? indicator.formulaEn : indicator.formulaZh}
          </p>
        </li>
      ))}
    </ul>
  );
}

const amount = (indicator: Indicator, value: number | null): string =>
  value === null ? '—' : indicator.unit === 'percent' ? `${value.toFixed(1)}%` : String(value);
