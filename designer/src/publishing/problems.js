// What the publish checks found, shown on the steps that it concerns.

/** @typedef {{ activityId: string, code: string, severity: 'error' | 'warning', zh: string, en: string }} Finding */

/** @type {Map<string, Finding>} the worst finding of each step */
let byStep = new Map()
let observer = null

/** @param {Finding[]} findings of the definition that is open; an empty list takes the marks away */
export function markProblems(findings) {
  byStep = new Map()
  for (const finding of findings) if (finding.severity === 'error' || !byStep.has(finding.activityId)) byStep.set(finding.activityId, finding)
  for (const node of document.querySelectorAll('.x6-node[data-lf-problem]')) delete node.dataset.lfProblem
  for (const node of document.querySelectorAll('.x6-node')) mark(node)
  observer ??= watch()
}

function watch() {
  const watching = new MutationObserver((changes) => {
    if (byStep.size === 0) return
    for (const change of changes)
      for (const node of change.addedNodes) if (node instanceof SVGGElement && node.matches('.x6-node')) mark(node)
  })
  watching.observe(document.body, { subtree: true, childList: true })
  return watching
}

function mark(node) {
  const finding = byStep.get(node.dataset.cellId)
  if (finding) node.dataset.lfProblem = finding.severity
}

/** Brings a step into sight and selects it. */
export function showStep(activityId) {
  const node = [...document.querySelectorAll('.x6-node')].find((candidate) => candidate.dataset.cellId === activityId)
  const viewport = node?.closest('.x6-graph-svg-viewport')
  if (!viewport) return
  const frame = node.closest('svg').getBoundingClientRect()
  const box = node.getBoundingClientRect()
  const matrix = viewport.getCTM()
  const x = matrix.e + frame.left + frame.width / 2 - (box.left + box.width / 2)
  const y = matrix.f + frame.top + frame.height / 2 - (box.top + box.height / 2)
  viewport.setAttribute('transform', `matrix(${matrix.a},0,0,${matrix.d},${x},${y})`)
  // Studio does not know that the drawing moved under its frame around the step that was selected before.
  for (const frame of document.querySelectorAll('.x6-widget-selection-selected')) frame.classList.remove('x6-widget-selection-selected')
}
