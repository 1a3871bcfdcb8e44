// Offices and parties read the same clock: Beijing time, whatever the computer is set to.
const zone = 'Asia/Shanghai';
const instantFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const moneyFormat = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `2026-11-21 14:05` in Beijing time, or a dash. */
export function formatInstant(value: string | null | undefined): string {
  if (!value) return '—';
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : instantFormat.format(date);
}

/** Today in Beijing, `2026-11-21`. */
export function todayInChina(): string {
  return instantFormat.format(new Date()).slice(0, 10);
}

/** The date of an instant in Beijing time, or a plain date as it is. */
export function formatDate(value: string | null | undefined): string {
  if (!value) return '—';
  return value.length <= 10 ? value : formatInstant(value).slice(0, 10);
}

/** The sum of amounts in yuan, to the fen: added as whole fen, as binary fractions do not add up. */
export const sumMoney = (amounts: readonly (number | null | undefined)[]) =>
  amounts.reduce<number>((sum, amount) => sum + Math.round((amount ?? 0) * 100), 0) / 100;

/** `¥12,345.60`, or a dash for no amount. */
export function formatMoney(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : `¥${moneyFormat.format(value)}`;
}

/** `1.4 MB`. */
export function formatSize(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '';
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(0)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
