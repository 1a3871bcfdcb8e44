import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { Failure } from '../shared/States';

type Figure = Schemas['ArbitrationFiguresFigure'];

/** 仲裁与集体争议: how arbitrations end, what courts make of them, and how groups fare. */
export function Figures({ from, to, district }: { from: string; to: string; district?: string }) {
  const { t } = useI18n();
  const query = { from, to, district };
  const found = useQuery({
    queryKey: ['statistics', 'arbitration', query],
    queryFn: ({ signal }) => get<Schemas['ArbitrationFiguresAnswer']>('/api/statistics/arbitration', query, signal),
    staleTime: 60_000,
  });
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  return (
    <>
      <FigureTable title={t('figures.arbitration')} figures={found.data.arbitration} />
      <FigureTable title={t('figures.collective')} figures={found.data.collective} />
    </>
  );
}

function FigureTable({ title, figures }: { title: string; figures: Figure[] }) {
  const { t, pick } = useI18n();
  return (
    <section>
      <h2>{title}</h2>
      <table className="simple-table">
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.code}>
              <th scope="row">{pick(figure)}</th>
              <td className="num">
                {figure.value === null ? t('figures.nothing') : t(`figures.${figure.unit}` as MessageKey, { value: figure.value })}
              </td>
              <td className="muted">
                {pick({ zh: figure.formulaZh, en: figure.formulaEn })}
                {figure.unit === 'percent' && ` (${figure.numerator} ÷ ${figure.denominator})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
