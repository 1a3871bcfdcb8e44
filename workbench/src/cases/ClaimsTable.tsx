import type { Claim } from '../api/types';
import { useI18n } from '../i18n';
import { formatMoney, sumMoney } from '../shared/format';

/** The demands with their amounts and the sum of them. */
export function ClaimsTable({ claims }: { claims: Claim[] }) {
  const { t, pick } = useI18n();
  if (claims.length === 0) return <p className="muted">{t('case.noClaims')}</p>;
  const total = sumMoney(claims.map((claim) => claim.amount));
  return (
    <table className="simple-table">
      <thead>
        <tr>
          <th>{t('field.claim')}</th>
          <th>{t('field.period')}</th>
          <th className="num">{t('field.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <tr key={claim.number}>
            <td>
              {claim.number}. {pick(claim.cause)}
              {claim.basis && <div className="muted">{claim.basis}</div>}
            </td>
            <td className="nowrap">
              {claim.periodFrom || claim.periodTo ? (
                <>
                  {claim.periodFrom ?? ''}
                  <br />
                  {claim.periodTo ?? ''}
                </>
              ) : (
                '—'
              )}
            </td>
            <td className="num">{formatMoney(claim.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th colSpan={2}>{t('field.total')}</th>
          <th className="num">{formatMoney(total)}</th>
        </tr>
      </tfoot>
    </table>
  );
}
