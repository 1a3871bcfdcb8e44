const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** When something ends that begins at another time now: it lasts as long as before, and not beyond the day. */
export function movedEnd(before: { startsAt: string; endsAt: string }, startsAt: string): string {
  const lasts = before.startsAt && before.endsAt > before.startsAt ? minutesOf(before.endsAt) - minutesOf(before.startsAt) : 90;
  return startsAt ? timeOf(Math.min(minutesOf(startsAt) + lasts, 23 * 60 + 55)) : before.endsAt;
}
