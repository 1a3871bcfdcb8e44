import type { Schemas } from '../api/types';

export type Parameter = Schemas['ListParametersRow'];
export type Version = Schemas['ProposeChangesVersion'];
export type Move = Schemas['StatuteChangesMove'];
export type CalendarAnswer = Schemas['ManageCalendarAnswer'];
export type LocalDay = Schemas['ManageCalendarLocal'];
export type Plan = Schemas['EditPlansPlan'];
export type PlanRule = Schemas['EditPlansRule'];
export type Delivery = Schemas['DeliveriesDelivery'];
export type MissedReminder = Schemas['DeliveriesMissed'];

/** A proposal; its payload is a row of the register, a year, a local day, or the id of one that ends. */
export type Change = Omit<Schemas['ProposeChangesRow'], 'payload' | 'kind' | 'state'> & {
  kind: 'parameter' | 'calendarYear' | 'localDay' | 'localDayEnd';
  state: 'proposed' | 'approved' | 'rejected';
  payload: unknown;
};
