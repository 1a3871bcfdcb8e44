import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { channels, useChannelName } from '../shared/channels';
import { FilterSelect } from '../shared/FilterSelect';
import { useOfficeOptions } from '../shared/useOffices';
import type { TaskQuery } from './taskQuery';

interface Props {
  query: TaskQuery;
  change: (changes: Partial<TaskQuery>) => void;
}

/** Filters that are needed less often: at which step, of whose office, and how the case came. */
export function MoreFilters({ query, change }: Props) {
  const { t, say } = useI18n();
  const [open, setOpen] = useState(false);
  const offices = useOfficeOptions();
  const channelName = useChannelName();
  const steps = useQuery({
    queryKey: ['task-steps'],
    queryFn: ({ signal }) => get<Schemas['ListTasksStepChoice'][]>('/api/tasks/steps', undefined, signal),
    enabled: open,
    staleTime: 60_000,
  });
  return (
    <details className="more-filters" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('filter.more')}</summary>
      <div className="filters">
        <FilterSelect
          label={t('field.step')}
          size="search"
          loading={open && steps.isPending}
          value={query.step}
          options={(steps.data ?? [])
            .filter((step) => !query.procedure || step.procedure === query.procedure)
            .map((step) => ({
              key: `${step.procedure} ${step.step}`,
              value: step.step,
              label: t('task.waitingAt', { title: say(step.title), count: step.waiting }),
            }))}
          onChange={(step) => change({ step })}
        />
        <FilterSelect label={t('field.office')} value={query.office} options={offices} onChange={(office) => change({ office })} />
        <FilterSelect
          label={t('task.source')}
          value={query.source}
          options={channels.map((value) => ({ value, label: channelName(value) }))}
          onChange={(source) => change({ source })}
        />
      </div>
    </details>
  );
}
