// What an activity of a procedure is about, and the icon and colour that say so in the toolbox and on the drawing.

/** Each kind: which activity types it takes, its colour, and a 24 × 24 icon of one path, drawn with a line. */
export const kinds = {
  person: { colour: '#1677ff', path: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0M15 17l2 2 4-4' },
  clock: { colour: '#d48806', path: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.5 2' },
  stage: { colour: '#08979c', path: 'M5 21V4M5 4h12l-2.5 4L17 12H5' },
  mediation: { colour: '#722ed1', path: 'M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM16 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 20a5 5 0 0 1 9-3 5 5 0 0 1 9 3' },
  hearing: { colour: '#c41d7f', path: 'M13 4l6 6M9 8l6 6M11 6l6 6M10.5 10.5 4 17l3 3 6.5-6.5M13 21h8' },
  document: { colour: '#2f54eb', path: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6' },
  notice: { colour: '#0891b2', path: 'M3 6h18v12H3ZM3 7l9 7 9-7' },
  handover: { colour: '#d4380d', path: 'M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4' },
  money: { colour: '#389e0d', path: 'M7 4l5 8 5-8M12 12v8M7 13h10M7 17h10' },
  check: { colour: '#531dab', path: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.500-1-8-4-8-9V6ZM8.500 12l2.500 2.500 4.500-5' },
  close: { colour: '#595959', path: 'M4 7h16v13H4ZM4 7l3-4h10l3 4M9 12h6' },
  step: { colour: '#1677ff', path: 'M5 5h14v14H5ZM9 12h6' },
}

/** The first pattern that fits a type's name says its kind. */
const byName = [
  [/HumanTask|Sign|Approve/, 'person'],
  [/CloseCase/, 'close'],
  [/HandOver|Transfer|Refer/, 'handover'],
  [/Deadline|Period|Wait/, 'clock'],
  [/Notify|Serve|Deliver|Announce|Mail/, 'notice'],
  [/Hearing|Tribunal|Panel|Session(?!.*Mediation)|Arbitrator/, 'hearing'],
  [/Document|Agreement|Award|Decision|Draft/, 'document'],
  [/Mediat/, 'mediation'],
  [/Pay|Fund|Amount|Calculate|Recover|Ledger/, 'money'],
  [/Check|Verify|Recus|Review|Decide/, 'check'],
  [/Stage|Correction|Status|Register/, 'stage'],
]

/** @param {string} type such as LaborFlow.HumanTask @returns {string | null} null for types that Studio has an icon for itself */
export function kindOf(type) {
  if (!type?.startsWith('LaborFlow.')) return null
  if (type.includes('MediationSession') || type.includes('MediationOrganisation')) return 'mediation'
  const name = type.slice(type.lastIndexOf('.') + 1)
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'step'
}

/** The kinds as a style sheet for what `marks.js` marks. */
export function styleSheet() {
  return Object.entries(kinds)
    .map(([kind, { colour, path }]) => {
      const icon = encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="black" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`,
      )
      return `[data-lf-kind=${kind}]{--lf-kind:${colour};--lf-icon:url("data:image/svg+xml,${icon}")}`
    })
    .join('\n')
}
