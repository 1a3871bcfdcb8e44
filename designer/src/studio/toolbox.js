// The toolbox holds a hundred tools, and .NET draws them all before the drawing. It is let have the drawing first: until that stands, the
// search of the toolbox finds none.
import { onAnswer } from './calls.js'

/** What no tool is called. */
const nothing = '…'

const search = ".rz-splitter-pane[data-index='0'] input.mud-input-root"

/** How long to wait for the search field, and for the drawing, in milliseconds. */
const [fieldSoon, drawingSoon] = [3_000, 15_000]

const turn = () => new Promise((resolve) => setTimeout(resolve))
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

let drawn = Promise.resolve()
let holding = true
/** How many steps the definition has that is opened. */
let steps = 1

/** Keeps the toolbox empty when the first definition is opened, until its drawing stands. */
export function holdToolbox() {
  onAnswer(({ path }, definition) => {
    if (path.startsWith('/workflow-definitions/by-definition-id/')) steps = definition?.root?.activities?.length ?? 0
  })
  onAnswer(async ({ path }) => {
    if (path !== '/descriptors/activities' || !holding) return
    holding = false
    if (!document.querySelector('elsa-workflow-definition-editor')) return
    const field = await searchField()
    if (!field || field.value) return
    write(field, nothing)
    drawn = drawing().then(() => write(field, field.value.replace(nothing, '')))
  })
}

/** Settled when the toolbox has its tools. */
export const toolboxFilled = () => drawn

async function searchField() {
  for (const end = performance.now() + fieldSoon; performance.now() < end; await turn()) {
    const field = document.querySelector(search)
    if (field) return field
  }
  return null
}

/** Waits until every step of the drawing has its words. */
async function drawing() {
  for (const end = performance.now() + drawingSoon; performance.now() < end; await frame()) {
    const graph = document.querySelector('.x6-graph-svg')
    if (!graph || graph.querySelectorAll('.x6-node').length < steps) continue
    if (!graph.querySelector('.x6-node elsa-activity-wrapper:empty')) break
  }
  // What was drawn last is shown before .NET goes on.
  await frame()
  await turn()
}

function write(field, text) {
  if (field.value === text) return
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
