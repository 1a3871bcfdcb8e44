// Studio's texts that carry a number or a name, each with the Chinese that it becomes.
/** @type {ReadonlyArray<[RegExp, (...parts: string[]) => string]>} */
export const patterns = [
  [/^(\d+)[-–](\d+) of (\d+)$/, (from, to, total) => `第 ${from}–${to} 条，共 ${total} 条`],
  [/^Rows per page:?$/i, () => '每页行数：'],
  [/^Version (\d+)$/, (version) => `第 ${version} 版`],
  [/^v(\d+)$/, (version) => `第 ${version} 版`],
  [/^(\d+) (?:items?|selected)$/, (count) => `${count} 项`],
  [/^Poll every (\d+)'s$/, (seconds) => `每 ${seconds} 秒轮询`],
]
