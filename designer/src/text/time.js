// Beijing time, whatever the computer is set to: the clock of the authority, as on every other page.
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** `2026-11-21 14:05`; nothing for no instant. @param {string | null | undefined} text ISO 8601 */
export const instant = (text) => (text ? clock.format(new Date(text)) : '')
