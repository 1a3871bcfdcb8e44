// The outcomes of a human task are codes; on the drawing they stand in the words that the task gives them.
import { chosenLanguage } from './choice.js'
import { onAnswer } from '../studio/calls.js'

/** @type {Map<string, Map<string, string>>} for each activity, the words of its codes */
const wordsByActivity = new Map()

/** @type {Map<string, Map<string, string>>} for each activity type, the words of its ports */
const wordsByType = new Map()

/** @type {Map<string, string>} the words of inputs' names, which Studio shows where it sets what is logged */
const wordsOfInputs = new Map()

/** Reads the words of every definition that Studio opens or saves, and those of the activity types. */
export function followOutcomes() {
  onAnswer(({ path }, answer) => {
    if (path === '/descriptors/activities')
      for (const { typeName, ports, inputs, outputs } of answer?.items ?? []) {
        wordsByType.set(typeName, new Map(ports.map((port) => [port.name, port.displayName])))
        for (const { name, displayName } of [...inputs, ...outputs]) wordsOfInputs.set(name, displayName)
      }
    else if (path.startsWith('/workflow-definitions')) {
      read(answer?.workflowDefinition ?? answer)
      // Labels that were drawn before their words were known are read once more.
      for (const label of document.querySelectorAll('.x6-port-label .v-line')) if (label.firstChild) label.firstChild.nodeValue += ''
    }
  })
}

function read(definition) {
  for (const activity of activitiesOf(definition?.root)) {
    const texts = activity.outcomeTexts?.expression?.value
    const list = typeof texts === 'string' ? parse(texts) : texts
    if (!Array.isArray(list)) continue
    const words = new Map(list.filter((outcome) => outcome?.code && wordsOf(outcome)).map((outcome) => [outcome.code, wordsOf(outcome)]))
    if (activity.raceWithDeadline?.expression?.value) words.set('timeout', wordsOf({ zh: '期限届满', en: 'Period ended' }))
    wordsByActivity.set(activity.id, words)
  }
}

// Texts of a task may lack English.
const wordsOf = ({ zh, en }) => (chosenLanguage() === 'en' && en) || zh

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

/** The words of a port's label. @param {Text} text @returns {string | null} null when it is no label of an outcome */
export function outcomeOf(text) {
  const label = text.parentElement?.closest('.x6-port-label')
  if (!label) return null
  const port = label.parentElement?.querySelector('[port]')?.getAttribute('port')
  const node = label.closest('[data-cell-id]')
  const type = /"type":"([^"]+)"/.exec(node?.querySelector('[activity-json]')?.getAttribute('activity-json') ?? '')?.[1]
  return wordsByActivity.get(node?.dataset.cellId)?.get(port) ?? wordsByType.get(type)?.get(port) ?? null
}

/** The words of an input's name that stands as a label. @param {string} name @param {Text} text @returns {string | null} */
export function inputOf(name, text) {
  return text.parentElement?.closest('label, legend, .mud-input-label') ? (wordsOfInputs.get(name) ?? null) : null
}
