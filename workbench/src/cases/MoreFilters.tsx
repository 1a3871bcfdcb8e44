import DatePicker from 'antd/es/date-picker';
import dayjs from 'dayjs';
import { useI18n } from '../i18n';
import { FilterSelect } from '../shared/FilterSelect';
import { useOfficeOptions } from '../shared/useOffices';
import { useReference } from '../shared/useReference';

interface Props {
  query: Record<string, string | undefined>;
  change: (changes: Record<string, string | undefined>) => void;
}

/** Filters that are needed less often: open or closed, where, how and when a case was closed, and what crosses a border. */
export function MoreFilters({ query, change }: Props) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const offices = useOfficeOptions();
  return (
    <details className="more-filters">
      <summary>{t('filter.more')}</summary>
      <div className="filters">
        <FilterSelect
          label={t('case.state')}
          value={query.state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`case.state.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <FilterSelect
          label={t('statistics.district')}
          value={query.district}
          options={(reference.data?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(district) => change({ district })}
        />
        <FilterSelect
          label={t('task.caseOffice')}
          placeholder={t('field.office')}
          value={query.office}
          options={offices}
          onChange={(office) => change({ office })}
        />
        <FilterSelect
          label={t('case.closedAs')}
          value={query.closedAs}
          options={(reference.data?.endings ?? []).map((ending) => ({ value: ending.code, label: pick(ending) }))}
          onChange={(closedAs) => change({ closedAs })}
        />
        <FilterSelect
          label={t('case.crossBorder')}
          value={query.crossBorder}
          options={[
            { value: 'hk-macao', label: t('flag.hkMacao') },
            { value: 'foreign', label: t('flag.foreign') },
          ]}
          onChange={(crossBorder) => change({ crossBorder })}
        />
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          aria-label={t('case.closedOn')}
          placeholder={[t('case.closedFrom'), t('case.closedTo')]}
          value={[query.closedFrom ? dayjs(query.closedFrom) : null, query.closedTo ? dayjs(query.closedTo) : null]}
          onChange={(range) => change({ closedFrom: range?.[0]?.format('YYYY-MM-DD'), closedTo: range?.[1]?.format('YYYY-MM-DD') })}
        />
      </div>
    </details>
  );
}
