/** The quarters that were over on a day, the last one first: `2026-Q3`, `2026-Q2`, … */
export function quartersBefore(day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const current = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: count }, (_, back) => {
    const quarter = current - 1 - back;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  });
}
