import { useI18n, type MessageKey } from '../i18n';
import { ShownFilters, span, type ShownFilter } from '../shared/ShownFilters';
import { useReference } from '../shared/useReference';

const indicators: Record<string, MessageKey> = {
  'kpi-mediation-success-60': 'indicator.mediation',
  'kpi-grassroots-80': 'indicator.grassroots',
  'kpi-arb-closure-90': 'indicator.arbitration',
  'kpi-arb-ontime-95': 'indicator.onTime',
  'kpi-ins-closure-96': 'indicator.inspection',
  'med-performance-rate': 'indicator.performed',
  'med-conversion-rate': 'indicator.converted',
  'med-released-by-15d': 'indicator.released',
  'fta-share': 'indicator.fast',
  'fta-converted': 'indicator.leftFast',
  'arb-mediated-share': 'indicator.settled',
  'arb-final-share': 'indicator.final',
  'arb-reversed-share': 'indicator.reversed',
};

interface Props {
  query: Record<string, string | undefined>;
  change: (changes: Record<string, string | undefined>) => void;
}

/** What narrows the case list beside the fields that are always there: chosen under more filters, or come with a link from a count. */
export function LinkedFilters({ query, change }: Props) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const filters: ShownFilter[] = [];
  const add = (names: string[], label: string, value: string) => filters.push({ names, label, value });
  const named = (list: { code: string; zh: string; en?: string | null }[] | undefined, code: string) =>
    pick(list?.find((one) => one.code === code)) || code;
  if (query.state) add(['state'], t('case.state'), t(query.state === 'open' ? 'case.state.open' : 'case.state.closed'));
  if (query.mainCause) add(['mainCause'], t('field.cause'), named(reference.data?.causes, query.mainCause));
  if (query.district)
    add(
      ['district'],
      t('statistics.district'),
      reference.data?.districts.find((district) => district.code === query.district)?.name ?? query.district,
    );
  if (query.closedAs) add(['closedAs'], t('case.closedAs'), named(reference.data?.endings, query.closedAs));
  if (query.crossBorder) add(['crossBorder'], t('case.crossBorder'), t(query.crossBorder === 'hk-macao' ? 'flag.hkMacao' : 'flag.foreign'));
  if (query.closedFrom || query.closedTo) add(['closedFrom', 'closedTo'], t('case.closedOn'), span(query.closedFrom, query.closedTo));
  if (query.indicator) {
    const known = indicators[query.indicator];
    const part = t(query.part === 'denominator' ? 'case.indicator.of' : 'case.indicator.counted');
    add(
      ['indicator', 'part', 'periodFrom', 'periodTo'],
      t('case.indicator'),
      [known ? t(known) : query.indicator, part, span(query.periodFrom, query.periodTo)].join(' · '),
    );
  }
  return <ShownFilters filters={filters} drop={(names) => change(Object.fromEntries(names.map((name) => [name, undefined])))} />;
}
