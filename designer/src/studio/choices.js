// Two thirds of the descriptions of activities are lists of choices, the same ones again and again, and Studio's program reads JSON slowly.
// It gets the descriptions without them, and each list when it opens the input that the list is for.
import { beforeCall, shapeAnswer } from './calls.js'

/** Shorter lists are not worth a call. */
const few = 3

/** What Studio takes to be so when it is not said. */
const unsaid = ['isReadOnly', 'isSensitive', 'isSynthetic', 'isContainer', 'isStart', 'isTerminal', 'runAsynchronously']

/** @type {Map<string, object>} the lists that were kept back, by type and input */
const kept = new Map()

const keyOf = (type, input) => `${type} ${input}`

export function keepChoices() {
  shapeAnswer(({ path }, answer) => {
    if (path !== '/descriptors/activities' || !Array.isArray(answer?.items)) return undefined
    return { ...answer, items: answer.items.map(withoutChoices) }
  })
  beforeCall(({ method, path }) => {
    const [, type, input] = (method === 'POST' && /^\/descriptors\/activities\/([^/]+)\/options\/([^/]+)$/.exec(path)) || []
    const items = type && kept.get(keyOf(decodeURIComponent(type), decodeURIComponent(input)))
    return items ? Promise.resolve(Response.json({ items })) : null
  })
}

function withoutChoices(activity) {
  return said({ ...activity, inputs: activity.inputs.map((input) => withoutList(activity.typeName, said(input))) })
}

function withoutList(type, input) {
  const specifications = input.uiSpecifications
  if (choicesIn(specifications) <= few) return input
  kept.set(keyOf(type, input.name), specifications)
  return { ...input, uiSpecifications: { Refresh: true } }
}

const choicesIn = (specifications) =>
  Math.max(0, ...Object.values(specifications ?? {}).map((one) => (one?.selectList ?? one?.checkList)?.items?.length ?? 0))

const said = (object) => Object.fromEntries(Object.entries(object).filter(([name, value]) => value !== false || !unsaid.includes(name)))
