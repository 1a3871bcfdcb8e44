import Button from 'antd/es/button';
import Input, { type InputRef } from 'antd/es/input';
import { useState, type RefObject } from 'react';
import type { TaskCounts, TaskView } from '../api/types';
import { useI18n } from '../i18n';
import { FilterSelect } from '../shared/FilterSelect';
import { useProcedureOptions } from '../shared/procedures';
import { SavedViews } from './SavedViews';
import { LinkedFilters } from './LinkedFilters';
import { MoreFilters } from './MoreFilters';
import { writeTaskQuery, type TaskQuery } from './taskQuery';

interface Props {
  query: TaskQuery;
  counts?: TaskCounts;
  /** What the step is called that the list is narrowed by. */
  stepTitle?: string;
  change: (changes: Partial<TaskQuery>) => void;
  searchBox: RefObject<InputRef | null>;
}

export function TaskFilters({ query, counts, stepTitle, change, searchBox }: Props) {
  const { t } = useI18n();
  const procedures = useProcedureOptions();
  // The box keeps what is being typed; the address changes on Enter. A new address (a saved view, back) refills it.
  const [typed, setTyped] = useState(query.q ?? '');
  const [shownFor, setShownFor] = useState(query.q);
  if (shownFor !== query.q) {
    setShownFor(query.q);
    setTyped(query.q ?? '');
  }

  const views: { view: TaskView; count?: number }[] = [
    { view: 'mine', count: counts?.mine },
    { view: 'candidate', count: counts?.candidate },
    { view: 'open' },
    { view: 'co-sign' },
    { view: 'copied' },
    { view: 'all' },
    { view: 'done' },
  ];

  return (
    <div className="filters">
      <div className="tabs" role="group" aria-label={t('task.views')}>
        {views
          .filter(({ view }) => view !== 'open' || query.view === 'open')
          .map(({ view, count }) => (
            <button key={view} type="button" aria-pressed={query.view === view} onClick={() => change({ view })}>
              {t(`task.view.${view}`)}
              {count !== undefined && <span className="count">{count}</span>}
            </button>
          ))}
      </div>
      <FilterSelect
        label={t('field.procedure')}
        value={query.procedure}
        options={procedures}
        onChange={(procedure) => change({ procedure })}
      />
      <FilterSelect
        label={t('field.light')}
        size="light"
        value={query.light}
        options={(['red', 'yellow', 'green'] as const).map((value) => ({ value, label: t(`light.${value}`) }))}
        onChange={(light) => change({ light })}
      />
      <Input.Search
        ref={searchBox}
        className="filter-search"
        aria-label={t('task.search')}
        placeholder={t('task.searchHint')}
        value={typed}
        allowClear
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(q) => change({ q: q.trim() || undefined })}
      />
      <MoreFilters query={query} change={change} />
      <LinkedFilters query={query} stepTitle={stepTitle} change={change} />
      <SavedViews search={writeTaskQuery({ ...query, page: 1 }).toString()} />
      <span className="grow" />
      {counts && counts.overdue > 0 && (
        <Button
          size="small"
          type="link"
          className="overdue-link"
          onClick={() => change({ view: 'open', due: 'overdue', light: undefined })}
        >
          {t('task.overdueCount', { count: counts.overdue })}
        </Button>
      )}
      {counts && counts.dueToday > 0 && (
        <Button size="small" type="link" onClick={() => change({ view: 'open', due: 'today', light: undefined })}>
          {t('task.dueTodayCount', { count: counts.dueToday })}
        </Button>
      )}
    </div>
  );
}
