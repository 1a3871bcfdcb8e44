import Button from 'antd/es/button';
import Popover from 'antd/es/popover';
import type { ReactNode } from 'react';
import type { Deadline } from '../api/types';
import { useI18n } from '../i18n';
import { LightMark } from '../shared/LightMark';
import { remainingText } from '../shared/remaining';
import { Explanation } from './Explanation';

/** The periods of a case, each with its light and, on a press, how the date came about. */
export function DeadlineList({ deadlines, acts }: { deadlines: Deadline[]; acts?: (deadline: Deadline) => ReactNode }) {
  const { t, pick } = useI18n();
  if (deadlines.length === 0) return <p className="muted">{t('deadline.none')}</p>;
  return (
    <ul className="plain deadlines">
      {deadlines.map((deadline, index) => (
        <li key={`${deadline.parameterId}-${index}`} className="row">
          <span className="grow">{pick(deadline) || deadline.parameterId}</span>
          <span className="num">{deadline.dueOn ?? '—'}</span>
          <LightMark light={deadline.light} text={stateText(deadline, t)} />
          {deadline.explanation && deadline.explanation.length > 0 && (
            <Popover trigger={['click']} placement="left" title={pick(deadline)} content={<Explanation steps={deadline.explanation} />}>
              <Button size="small" type="link" aria-label={t('deadline.explainOf', { name: pick(deadline) })}>
                {t('deadline.explain')}
              </Button>
            </Popover>
          )}
          {acts?.(deadline)}
        </li>
      ))}
    </ul>
  );
}

/** How long a running period still has; of any other, how it stands. */
function stateText({ state, remainingDays }: Deadline, t: ReturnType<typeof useI18n>['t']): string | undefined {
  switch (state) {
    case 'running':
      return remainingText(remainingDays, t);
    case 'paused':
    case 'met':
    case 'missed':
    case 'cancelled':
      return t(`deadline.state.${state}`);
    default:
      return undefined;
  }
}
