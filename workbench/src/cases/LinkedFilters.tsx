import { useI18n } from '../i18n';
import { ShownFilters, span, type ShownFilter } from '../shared/ShownFilters';
import { OfficeName } from '../shared/useOffices';
import { useReference } from '../shared/useReference';

interface Props {
  query: Record<string, string | undefined>;
  change: (changes: Record<string, string | undefined>) => void;
}

/** What narrows the case list beside the fields that are always there: chosen under more filters, or come with a link from a count. */
export function LinkedFilters({ query, change }: Props) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const filters: ShownFilter[] = [];
  const add = (names: string[], label: string, value: ShownFilter['value']) => filters.push({ names, label, value });
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
  if (query.office)
    add(['office'], t('field.office'), query.office === 'none' ? t('statistics.noOffice') : <OfficeName id={query.office} />);
  if (query.closedAs) add(['closedAs'], t('case.closedAs'), named(reference.data?.endings, query.closedAs));
  if (query.crossBorder) add(['crossBorder'], t('case.crossBorder'), t(query.crossBorder === 'hk-macao' ? 'flag.hkMacao' : 'flag.foreign'));
  if (query.closedFrom || query.closedTo) add(['closedFrom', 'closedTo'], t('case.closedOn'), span(query.closedFrom, query.closedTo));
  if (query.indicator) {
    const part = t(query.part === 'denominator' ? 'case.indicator.of' : 'case.indicator.counted');
    add(
      ['indicator', 'part', 'periodFrom', 'periodTo'],
      t('case.indicator'),
      [named(reference.data?.measures, query.indicator), part, span(query.periodFrom, query.periodTo)].join(' · '),
    );
  }
  return <ShownFilters filters={filters} drop={(names) => change(Object.fromEntries(names.map((name) => [name, undefined])))} />;
}
