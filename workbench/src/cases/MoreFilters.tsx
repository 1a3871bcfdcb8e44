import DatePicker from 'antd/es/date-picker';
import Select from 'antd/es/select';
import dayjs from 'dayjs';
import { useI18n } from '../i18n';
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
        <Select
          aria-label={t('case.state')}
          className="filter-select"
          allowClear
          placeholder={t('case.state')}
          value={query.state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`case.state.${value}`) }))}
          onChange={(state?: string) => change({ state })}
        />
        <Select
          aria-label={t('statistics.district')}
          className="filter-select"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('statistics.district')}
          value={query.district}
          options={(reference.data?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(district?: string) => change({ district })}
        />
        <Select
          aria-label={t('task.caseOffice')}
          className="filter-select"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('field.office')}
          value={query.office}
          options={offices}
          onChange={(office?: string) => change({ office })}
        />
        <Select
          aria-label={t('case.closedAs')}
          className="filter-select"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('case.closedAs')}
          value={query.closedAs}
          options={(reference.data?.endings ?? []).map((ending) => ({ value: ending.code, label: pick(ending) }))}
          onChange={(closedAs?: string) => change({ closedAs })}
        />
        <Select
          aria-label={t('case.crossBorder')}
          className="filter-select"
          allowClear
          placeholder={t('case.crossBorder')}
          value={query.crossBorder}
          options={[
            { value: 'hk-macao', label: t('flag.hkMacao') },
            { value: 'foreign', label: t('flag.foreign') },
          ]}
          onChange={(crossBorder?: string) => change({ crossBorder })}
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
