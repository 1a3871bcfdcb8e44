// Studio's texts that carry a number or a name, each with the Chinese that it becomes.
/** @type {ReadonlyArray<[RegExp, (...parts: string[]) => string]>} */
export const patterns = [
  [/^(\d+)[-–](\d+) of (\d+)$/, (from, to, total) => `第 ${from}–${to} 条，共 ${total} 条`],
  [/^Rows per page:?$/i, () => '每页行数：'],
  [/^Version (\d+)$/, (version) => `第 ${version} 版`],
  [/^v(\d+)$/, (version) => `第 ${version} 版`],
  [/^(\d+) (?:items?|selected)$/, (count) => `${count} 项`],
  [/^Poll every (\d+)'s$/, (seconds) => `每 ${seconds} 秒轮询`],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2})(:\d\d(?::\d\d)?) (AM|PM)$/,
    (month, day, year, hour, rest, half) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}${rest}`,
  ],
]
