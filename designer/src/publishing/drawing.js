// A version of a procedure as a plain drawing, with what changed marked on it.
import { h, svg } from '../page/dom.js'
import { kindOf, kinds } from '../look/kinds.js'

const size = { width: 200, height: 60 }
const margin = 60

const positionOf = (activity) => activity.metadata?.designer?.position ?? { x: 0, y: 0 }
// A task is known by its title rather than by the name that the designer counts up.
const taskTitle = ({ title }) => (title?.expression?.type === 'Literal' ? title.expression.value : null)

/** What people call a step. */
export const titleOf = (activity) => activity.metadata?.displayText || taskTitle(activity) || activity.name || activity.id

/** @typedef {{ steps: Map<string, 'added' | 'removed' | 'changed'>, lines: Set<string> }} Marks lines: keys of `lineKey` */

/** @param {{ source: string, port: string, target: string }} line */
export const lineKey = ({ source, port, target }) => `${source} ${port || 'Done'} ${target}`

/**
 * Draws versions side by side in the same frame; dragging and zooming one moves both.
 * @param {Array<{ title: string, model: any, marks: Marks, lineMark: 'added' | 'removed' }>} versions
 */
export function drawSideBySide(versions) {
  const all = versions.flatMap(({ model }) => model.root?.activities ?? []).map(positionOf)
  const left = Math.min(0, ...all.map((p) => p.x)) - margin
  const top = Math.min(0, ...all.map((p) => p.y)) - margin
  const view = {
    x: left,
    y: top,
    width: Math.max(...all.map((p) => p.x), 0) + size.width + margin - left,
    height: Math.max(...all.map((p) => p.y), 0) + size.height + margin - top,
  }
  const canvases = versions.map(({ model, marks, lineMark }) => draw(model, marks, lineMark))
  moveTogether(canvases, view, firstChange(versions))
  return h(
    'div',
    { class: 'lf-versions' },
    ...versions.map(({ title }, index) => h('figure', {}, h('figcaption', {}, title), canvases[index])),
  )
}

function firstChange(versions) {
  for (const { model, marks } of versions.toReversed())
    for (const activity of model.root?.activities ?? []) if (marks.steps.has(activity.id)) return positionOf(activity)
  return null
}

function draw(model, marks, lineMark) {
  const activities = model.root?.activities ?? []
  const byId = new Map(activities.map((activity) => [activity.id, activity]))
  const lines = (model.root?.connections ?? []).flatMap(({ source, target }) => {
    const [from, to] = [byId.get(source?.activity), byId.get(target?.activity)]
    if (!from || !to) return []
    const key = lineKey({ source: source.activity, port: source.port, target: target.activity })
    return [line(positionOf(from), positionOf(to), marks.lines.has(key) ? lineMark : null)]
  })
  return svg('svg', { class: 'lf-drawing', role: 'img', tabindex: 0 }, ...lines, ...activities.map((a) => step(a, marks.steps.get(a.id))))
}

function line(from, to, mark) {
  const [x1, y1] = [from.x + size.width, from.y + size.height / 2]
  const [x2, y2] = [to.x, to.y + size.height / 2]
  const bend = Math.max(40, Math.abs(x2 - x1) / 2)
  return svg('path', { class: 'lf-line', d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, 'data-change': mark })
}

function step(activity, mark) {
  const { x, y } = positionOf(activity)
  const title = titleOf(activity)
  return svg(
    'g',
    { class: 'lf-step', transform: `translate(${x} ${y})`, 'data-change': mark, 'data-step': activity.id },
    svg('title', {}, `${title}\n${activity.type} · ${activity.id}`),
    svg('rect', { ...size, rx: 6 }),
    svg('rect', { width: 8, height: size.height, rx: 3, fill: kinds[kindOf(activity.type)]?.colour ?? '#8c8c8c', stroke: 'none' }),
    svg('text', { x: 20, y: size.height / 2, 'dominant-baseline': 'central' }, title.length > 12 ? `${title.slice(0, 11)}…` : title),
  )
}

function moveTogether(canvases, whole, focus) {
  // On a phone fewer steps stand in the frame, so that their names can be read.
  const readableWidth = window.innerWidth < 900 ? 560 : 1100
  const width = Math.min(whole.width, readableWidth)
  let view = { x: whole.x, y: whole.y, width, height: width * 0.55 }
  if (focus && whole.width > readableWidth) view.x = Math.max(whole.x, focus.x + size.width / 2 - width / 2)
  if (focus && whole.height > view.height) view.y = Math.max(whole.y, focus.y - view.height / 2)
  const show = () => {
    for (const canvas of canvases) canvas.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`)
  }
  show()
  for (const canvas of canvases) {
    let grip = null
    canvas.addEventListener('pointerdown', (event) => {
      grip = { x: event.clientX, y: event.clientY, view }
      canvas.setPointerCapture(event.pointerId)
    })
    canvas.addEventListener('pointermove', (event) => {
      if (!grip) return
      const scale = view.width / canvas.clientWidth
      view = { ...grip.view, x: grip.view.x - (event.clientX - grip.x) * scale, y: grip.view.y - (event.clientY - grip.y) * scale }
      show()
    })
    canvas.addEventListener('pointerup', () => (grip = null))
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        const factor = event.deltaY > 0 ? 1.15 : 1 / 1.15
        const [px, py] = [event.offsetX / canvas.clientWidth, event.offsetY / canvas.clientHeight]
        const next = { width: view.width * factor, height: view.height * factor }
        view = { x: view.x + (view.width - next.width) * px, y: view.y + (view.height - next.height) * py, ...next }
        show()
      },
      { passive: false },
    )
  }
}
