// The outcomes of a human task are codes; on the drawing they stand in the words that the task gives them.
import { onAnswer } from '../studio/calls.js'

/** @type {Map<string, Map<string, string>>} for each activity, the words of its codes */
const wordsByActivity = new Map()

/** Reads the words of every definition that Studio opens or saves. */
export function followOutcomes() {
  onAnswer(({ path }, answer) => {
    if (path.startsWith('/workflow-definitions')) read(answer?.workflowDefinition ?? answer)
  })
}

function read(definition) {
  for (const activity of activitiesOf(definition?.root)) {
    const texts = activity.outcomeTexts?.expression?.value
    const list = typeof texts === 'string' ? parse(texts) : texts
    if (!Array.isArray(list)) continue
    const words = new Map(list.filter((outcome) => outcome?.code && outcome.zh).map((outcome) => [outcome.code, outcome.zh]))
    if (activity.raceWithDeadline?.expression?.value) words.set('timeout', '期限届满')
    wordsByActivity.set(activity.id, words)
  }
}

function* activitiesOf(activity) {
  if (!activity) return
  yield activity
  for (const child of activity.activities ?? []) yield* activitiesOf(child)
  if (activity.body) yield* activitiesOf(activity.body)
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The words of a port's label. @param {Text} node @returns {string | null} null when it is no label of an outcome */
export function outcomeOf(node) {
  const label = node.parentElement?.closest('.x6-port-label')
  if (!label) return null
  const port = label.parentElement?.querySelector('[port]')?.getAttribute('port')
  const activity = label.closest('[data-cell-id]')?.dataset.cellId
  return wordsByActivity.get(activity)?.get(port) ?? null
}
