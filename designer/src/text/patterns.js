// Studio's texts that carry a number or a name, each with the Chinese that it becomes.
/** @type {ReadonlyArray<[RegExp, (...parts: string[]) => string]>} */
export const patterns = [
  [/^(\d+)[-–](\d+) of (\d+)$/, (from, to, total) => `第 ${from}–${to} 条，共 ${total} 条`],
  [/^Rows per page:?$/i, () => '每页行数：'],
  [/^Version (\d+)$/, (version) => `第 ${version} 版`],
  [/^v(\d+)$/, (version) => `第 ${version} 版`],
  [/^(\d+) (?:items?|selected)$/, (count) => `${count} 项`],
  [/^Poll every (\d+)'s$/, (seconds) => `每 ${seconds} 秒轮询`],
  [/^Add (.+) branch$/, (name) => `添加“${name}”分支`],
  [/^Create (.+) branch$/, (name) => `新建“${name}”分支`],
  [/^(Edit|View) (.+) activity JSON$/, (what, name) => `${what === 'Edit' ? '编辑' : '查看'}“${name}”活动的 JSON`],
  [/^Delete version (\d+)$/, (version) => `删除第 ${version} 版`],
  [/^Evaluated while (.+) is active$/, (state) => `处于“${state}”时判断`],
  [/^Failed to import 1 workflow definition: (.+)$/, (reason) => `1 个流程定义导入失败：${reason}`],
  [/^Failed to import (\d+) workflow definitions. Errors: (.+)$/, (count, reason) => `${count} 个流程定义导入失败：${reason}`],
  [/^Failed to import (\S+) (.+?)\. Reasons?: (.+)$/, (count, what, reason) => `${count} ${what} 导入失败：${reason}`],
  [/^Successfully imported (\d+) instances$/, (count) => `已导入 ${count} 个实例`],
  [/^Successfully imported (\d+) workflow definitions\.$/, (count) => `已导入 ${count} 个流程定义。`],
  [/^Invalid JSON at line (\d+), column (\d+)\. Check.*$/, (line, column) => `JSON 第 ${line} 行第 ${column} 列有误，请检查后重试。`],
  [/^Replace with (.+)$/, (name) => `替换为${name}`],
  [/^This removes (\d+) connected transitions\.$/, (count) => `将同时删除 ${count} 个相连的转换。`],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2})(:\d\d(?::\d\d)?) (AM|PM)$/,
    (month, day, year, hour, rest, half) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}${rest}`,
  ],
]
