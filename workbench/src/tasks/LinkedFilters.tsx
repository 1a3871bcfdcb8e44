import { useI18n } from '../i18n';
import { Actor } from '../shared/people';
import { ShownFilters, span, type ShownFilter } from '../shared/ShownFilters';
import { useChannelName } from '../shared/channels';
import { OfficeName } from '../shared/useOffices';
import { useReference } from '../shared/useReference';
import type { TaskQuery } from './taskQuery';

interface Props {
  query: TaskQuery;
  /** What the step of the query is called, once a task of it is in the list. */
  stepTitle?: string;
  change: (changes: Partial<TaskQuery>) => void;
}

/** What a link from a count narrows the task list by. */
export function LinkedFilters({ query, stepTitle, change }: Props) {
  const { t, say, pick } = useI18n();
  const reference = useReference();
  const channelName = useChannelName();
  const filters: ShownFilter[] = [];
  const add = (names: string[], label: string, value: ShownFilter['value']) => filters.push({ names, label, value });
  if (query.due) add(['due'], t('field.due'), t(query.due === 'today' ? 'dashboard.dueToday' : 'dashboard.overdue'));
  if (query.step) add(['step'], t('field.step'), stepTitle ? say(stepTitle) : query.step);
  if (query.assignee)
    add(['assignee'], t('field.assignee'), query.assignee === 'none' ? t('task.unclaimed') : <Actor name={query.assignee} />);
  if (query.office)
    add(['office'], t('field.office'), query.office === 'none' ? t('statistics.noOffice') : <OfficeName id={query.office} />);
  if (query.caseOffice)
    add(
      ['caseOffice'],
      t('task.caseOffice'),
      query.caseOffice === 'none' ? t('statistics.noOffice') : <OfficeName id={query.caseOffice} />,
    );
  if (query.source) add(['source'], t('task.source'), channelName(query.source));
  if (query.mainCause)
    add(['mainCause'], t('field.cause'), pick(reference.data?.causes.find((cause) => cause.code === query.mainCause)) || query.mainCause);
  if (query.district)
    add(
      ['district'],
      t('statistics.district'),
      reference.data?.districts.find((district) => district.code === query.district)?.name ?? query.district,
    );
  if (query.completedBy)
    add(['completedBy'], t('task.completedBy'), query.completedBy === 'any' ? t('task.anybody') : <Actor name={query.completedBy} />);
  if (query.completedFrom || query.completedTo)
    add(['completedFrom', 'completedTo'], t('task.completedAt'), span(query.completedFrom, query.completedTo));
  return (
    <ShownFilters
      filters={filters}
      drop={(names) => change(Object.fromEntries(names.map((name) => [name, undefined])) as Partial<TaskQuery>)}
    />
  );
}
