import DatePicker from 'antd/es/date-picker';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { markOf } from './workdays';

interface Props {
  /** yyyy-MM-dd; empty for none. */
  value: string;
  onChange: (value: string) => void;
  min?: string;
  max?: string;
  disabled?: boolean;
  id?: string;
  status?: 'error';
  onBlur?: () => void;
  onFocus?: () => void;
  'aria-label'?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
}

const typed = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日'];

/** A day, typed or chosen, with the days off work and the worked weekends of the reader's place marked; what the chosen day is stands below. */
export function WorkdayPicker({ value, onChange, min, max, ...input }: Props) {
  const { t, pick } = useI18n();
  const me = useMe().data;
  const place = me?.jurisdiction ?? '';
  const calendar = useQuery({
    queryKey: ['working-calendar'],
    queryFn: ({ signal }) => get<Schemas['ManageCalendarAnswer']>('/api/statutes/calendar', undefined, signal),
    // Parties fill in forms, too, and are shown the plain week.
    enabled: Boolean(me),
    staleTime: 600_000,
  });
  const chosen = value ? markOf(value, calendar.data, place) : undefined;
  return (
    <>
      <DatePicker
        {...input}
        className="full-width"
        format={typed}
        value={value ? dayjs(value) : null}
        minDate={min ? dayjs(min) : undefined}
        maxDate={max ? dayjs(max) : undefined}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? '')}
        cellRender={(current, info) => {
          if (info.type !== 'date' || !dayjs.isDayjs(current)) return info.originNode;
          const day = markOf(current.format('YYYY-MM-DD'), calendar.data, place);
          return (
            <div className={`ant-picker-cell-inner${day.works ? '' : ' day-off'}`} title={pick(day.name) || undefined}>
              {current.date()}
              {day.arranged && <sup>{t(day.works ? 'day.workMark' : 'day.restMark')}</sup>}
            </div>
          );
        }}
      />
      {chosen && (
        <div className={chosen.works ? 'muted' : 'day-off'} role="status">
          {dayjs(value).format('dddd')} · {t(chosen.works ? 'day.works' : 'day.rests')}
          {chosen.name && t('text.paren', { text: pick(chosen.name) })}
        </div>
      )}
    </>
  );
}
