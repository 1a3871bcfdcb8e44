import { describe, expect, it } from 'vitest';
import { slotOf, timeOfDay, withSlots } from './slots';

const schema = { properties: { heldOn: { type: 'string' }, startsAt: { type: 'string' }, place: { type: 'string' } } };

describe('a step that sets when something takes place', () => {
  it('has its day and time picked and its place written beside the rooms', () => {
    expect(withSlots(schema, {})).toEqual({
      heldOn: { 'ui:widget': 'workday' },
      startsAt: { 'ui:widget': 'timeOfDay' },
      place: { 'ui:widget': 'room' },
    });
  });

  it('keeps what its form says about a field', () => {
    expect(withSlots(schema, { startsAt: { 'ui:widget': 'hidden' } }).startsAt).toEqual({ 'ui:widget': 'hidden' });
  });

  it('is told from a record of what took place, which has no hour', () => {
    expect(withSlots({ properties: { heldOn: { type: 'string' } } }, {})).toEqual({});
  });

  it('is looked up in the calendar as soon as day and hour stand', () => {
    const data = { heldOn: '2026-12-01', startsAt: '09:30', place: ' 第一仲裁庭 ' };
    expect(slotOf(schema, data, 'ARB')).toEqual({ kind: 'hearing', date: '2026-12-01', startsAt: '09:30', place: '第一仲裁庭' });
    expect(slotOf(schema, data, 'MED')?.kind).toBe('mediation');
    expect(slotOf(schema, { ...data, startsAt: '上午' }, 'ARB')).toBeUndefined();
    expect(slotOf(schema, { ...data, heldOn: undefined }, 'ARB')).toBeUndefined();
    expect(slotOf({ properties: {} }, data, 'ARB')).toBeUndefined();
  });
});

describe('a time of day', () => {
  it.each([
    ['9:30', '09:30'],
    ['930', '09:30'],
    ['1430', '14:30'],
    ['9：30', '09:30'],
    ['9时30分', '09:30'],
    [' 09:30 ', '09:30'],
    ['25:00', '25:00'],
    ['上午', '上午'],
  ])('%s is %s', (typed, meant) => expect(timeOfDay(typed)).toBe(meant));
});
