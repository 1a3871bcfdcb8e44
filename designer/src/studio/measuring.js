// Studio draws each step a second time, out of sight, to measure how much room its words take, and .NET draws slowly. What is already on the
// drawing is measured by a copy instead.

const step = 'elsa-activity-wrapper'

/** Frames to wait for the step to be drawn before Studio draws the copy itself. */
const patience = 120

/** The steps that were measured by a copy: later on, what is drawn may be older than what is to be measured. */
const measured = new WeakSet()

export function measureByCopies() {
  const components = window.Blazor.rootComponents
  const add = components.add.bind(components)
  components.add = (element, name, parameters) => {
    const drawn = name === step && !element.hasAttribute('element-id') && drawnOf(element)
    return drawn ? copy(drawn, element, () => add(element, name, parameters)) : add(element, name, parameters)
  }
}

/** The step of the drawing that `element` is to measure, when that is the first time. */
function drawnOf(element) {
  const drawn = document.getElementById(`activity-${element.getAttribute('activity-id')}`)
  if (!drawn || measured.has(drawn) || drawn.getAttribute('activity-json') !== element.getAttribute('activity-json')) return null
  measured.add(drawn)
  return drawn
}

async function copy(drawn, element, draw) {
  for (let frames = 0; frames < patience && drawn.isConnected && !drawn.querySelector('.elsa-activity'); frames++)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  if (!drawn.querySelector('.elsa-activity')) return draw()
  element.replaceChildren(...[...drawn.childNodes].map((node) => node.cloneNode(true)))
  return { setParameters: async () => {}, dispose: async () => {} }
}
