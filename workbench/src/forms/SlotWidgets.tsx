import type { WidgetProps } from '@rjsf/utils';
import Input from 'antd/es/input';
import { useRooms } from '../appointments/useRooms';
import { WorkdayPicker } from '../shared/WorkdayPicker';
import { timeOfDay } from './slots';

/** A day with the days off work marked: `"ui:widget": "workday"`. */
export function workdayWidget({ id, value, disabled, readonly, onChange, onBlur, onFocus }: WidgetProps) {
  return (
    <WorkdayPicker
      id={id}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled || readonly}
      onChange={(day) => onChange(day || undefined)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  );
}

const hours = [...Array(20).keys()].map((half) => `${String(8 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);

/** An hour and a minute, typed in few keys or chosen: `"ui:widget": "timeOfDay"`. */
export function timeOfDayWidget({ id, value, disabled, readonly, onChange, onBlur, onFocus }: WidgetProps) {
  return (
    <>
      <Input
        id={id}
        list={`${id}-hours`}
        placeholder="09:30"
        maxLength={5}
        value={typeof value === 'string' ? value : ''}
        disabled={disabled}
        readOnly={readonly}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={(event) => {
          const meant = timeOfDay(event.target.value);
          if (meant !== event.target.value) onChange(meant || undefined);
          onBlur(id, meant);
        }}
        onFocus={() => onFocus(id, value)}
      />
      <datalist id={`${id}-hours`}>
        {hours.map((hour) => (
          <option key={hour} value={hour} />
        ))}
      </datalist>
    </>
  );
}

/** A place to write, with the rooms of the office to choose from: `"ui:widget": "room"`. */
export function roomWidget(props: WidgetProps) {
  return <RoomInput {...props} />;
}

function RoomInput({ id, value, disabled, readonly, onChange, onBlur, onFocus, schema }: WidgetProps) {
  const rooms = useRooms();
  return (
    <>
      <Input
        id={id}
        list={`${id}-rooms`}
        maxLength={schema.maxLength}
        value={typeof value === 'string' ? value : ''}
        disabled={disabled}
        readOnly={readonly}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
      />
      <datalist id={`${id}-rooms`}>
        {(rooms.data ?? [])
          .filter((room) => room.active)
          .map((room) => (
            <option key={room.id} value={room.name}>
              {room.address}
            </option>
          ))}
      </datalist>
    </>
  );
}
