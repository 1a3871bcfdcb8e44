// The lines of a drawing as Studio draws them, and what is wrong with them.
import { manhattan, Point, Rectangle } from './studio.js'

// Studio measures a box when it shows it: it is at least as large as the file says, and wider with a long name.
export const sizes = [
  [200, 60],
  [240, 68],
  [280, 70],
]

const port = 12
const grid = 10

function outcomesOf(activity, connections) {
  const named = JSON.parse(activity.outcomes?.expression?.value ?? '[]').map((outcome) => outcome.code ?? outcome)
  const drawn = connections.filter((line) => line.source.activity === activity.id).map((line) => line.source.port)
  return [...new Set([...named, ...drawn])]
}

// Each line of a definition as the points that it turns at, from port to port.
export function draw(definition, [width, height]) {
  const { activities, connections } = definition.root
  const boxes = new Map(
    activities.map(({ id, metadata: { designer } }) => [
      id,
      new Rectangle(designer.position.x, designer.position.y, Math.max(width, designer.size?.width ?? 0), Math.max(height, designer.size?.height ?? 0)),
    ]),
  )
  const outcomes = new Map(activities.map((activity) => [activity.id, outcomesOf(activity, connections)]))
  const nodes = new Map(
    [...boxes].map(([id, box]) => [id, { id, shape: '', isVisible: () => true, getBBox: () => box.clone(), getAncestors: () => [] }]),
  )
  const graph = { grid: { getGridSize: () => grid }, model: { getCell: (id) => nodes.get(id), getNodes: () => [...nodes.values()] } }

  const lines = connections.map((connection) => {
    const { source, target } = connection
    const [from, to, ways] = [boxes.get(source.activity), boxes.get(target.activity), outcomes.get(source.activity)]
    const start = new Point(from.x + from.width, from.y + (from.height * (ways.indexOf(source.port) + 0.5)) / ways.length)
    const end = new Point(to.x, to.y + to.height / 2)
    const cell = { getSourceCellId: () => source.activity, getTargetCellId: () => target.activity }
    let lost = false
    const view = { cell, graph, sourceAnchor: start, targetAnchor: end, sourceBBox: around(start), targetBBox: around(end) }
    // Where it finds no way in its 2,000 steps, the router takes another one that sees no boxes.
    const fallbackRouter = () => ((lost = true), [])
    const turns = manhattan.call(view, connection.vertices ?? [], { fallbackRouter }, view)
    return { connection, name: `${source.activity}:${source.port} → ${target.activity}`, lost, points: [start, ...turns, end] }
  })
  return { boxes, lines }
}

const around = ({ x, y }) => new Rectangle(x - port, y - port, 2 * port, 2 * port)

// What makes a line hard to follow: no way found, through a box, or on top of a line between other boxes.
export function faults({ boxes, lines }) {
  return [...lines.filter((line) => line.lost).map(({ name }) => ({ name, why: 'finds no way' })), ...throughBoxes(boxes, lines), ...onTop(lines)]
}

function throughBoxes(boxes, lines) {
  const found = []
  for (const { connection, name, lost, points } of lines)
    for (const [id, box] of lost ? [] : boxes) {
      // A line touches its own boxes where its ports are.
      const own = id === connection.source.activity || id === connection.target.activity
      const inner = own ? { x: box.x + port + 2, width: box.width - 2 * port - 4, y: box.y, height: box.height } : box
      if (segments(points).some((segment) => overlaps(segment, inner))) found.push({ name, why: `runs through ${id}` })
    }
  return found
}

const overlaps = (a, b) => a.x < b.x + b.width - 1 && a.x + a.width > b.x + 1 && a.y < b.y + b.height - 1 && a.y + a.height > b.y + 1

const segments = (points) =>
  points.slice(1).map((b, i) => {
    const a = points[i]
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
  })

// Lines from one box or to one box may share their way; others may not for longer than a box is wide.
function onTop(lines) {
  const all = lines.filter((line) => !line.lost).flatMap((line) => segments(line.points).map((segment) => ({ line, segment })))
  const found = new Map()
  for (const [i, { line: one, segment: a }] of all.entries())
    for (const { line: other, segment: b } of all.slice(i + 1)) {
      const [p, q] = [one.connection, other.connection]
      if (p.source.activity === q.source.activity || p.target.activity === q.target.activity) continue
      const lying = a.height < 1 && b.height < 1 && Math.abs(a.y - b.y) < 4
      const standing = a.width < 1 && b.width < 1 && Math.abs(a.x - b.x) < 4
      const together = lying ? shared(a.x, a.width, b.x, b.width) : standing ? shared(a.y, a.height, b.y, b.height) : 0
      if (together > 200) found.set(other.name, { name: other.name, other: one.name, why: `lies on ${one.name}` })
    }
  return [...found.values()]
}

const shared = (a, la, b, lb) => Math.min(a + la, b + lb) - Math.max(a, b)
