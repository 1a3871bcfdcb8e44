type Shape = Record<string, unknown>;

const isObject = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);

const propertiesOf = (schema: unknown): Shape => (isObject(schema) && isObject(schema.properties) ? schema.properties : {});

/** Steps that set when and where something takes place say so with these fields. */
const day = 'heldOn';
const time = 'startsAt';
const place = 'place';

/** A time of day is picked, and a place is written with the rooms to choose from. What a form's own presentation says stays. */
export function withSlots(schema: unknown, ui: Shape): Shape {
  const fields = propertiesOf(schema);
  if (!isObject(fields[day]) || !isObject(fields[time])) return ui;
  const next: Shape = {
    ...ui,
    [day]: { 'ui:widget': 'workday', ...(isObject(ui[day]) ? ui[day] : {}) },
    [time]: { 'ui:widget': 'timeOfDay', ...(isObject(ui[time]) ? ui[time] : {}) },
  };
  if (isObject(fields[place])) next[place] = { 'ui:widget': 'room', ...(isObject(ui[place]) ? ui[place] : {}) };
  return next;
}

export interface FormSlot {
  kind: 'hearing' | 'mediation';
  date: string;
  startsAt: string;
  place: string | null;
}

/** What a step's form wants to schedule; undefined as long as its day or its hour is missing, or where it schedules nothing. */
export function slotOf(schema: unknown, data: unknown, procedure: string): FormSlot | undefined {
  const fields = propertiesOf(schema);
  if (!isObject(fields[day]) || !isObject(fields[time]) || !isObject(data)) return undefined;
  const date = data[day];
  const startsAt = data[time];
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  if (typeof startsAt !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(startsAt)) return undefined;
  const where = data[place];
  return {
    kind: procedure === 'MED' || procedure === 'COL' ? 'mediation' : 'hearing',
    date,
    startsAt,
    place: typeof where === 'string' && where.trim() ? where.trim() : null,
  };
}

/** The hour and minute that somebody means by 9:30, 930, 0930 or 9：30; what is no time stays as it was typed. */
export function timeOfDay(typed: string): string {
  const match = /^(\d{1,2})[:：.时]?(\d{2})分?$/.exec(typed.trim());
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return typed.trim();
  return `${match[1]!.padStart(2, '0')}:${match[2]}`;
}
