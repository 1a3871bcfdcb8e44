// Gives the lines that Studio cannot draw well the points that they turn at. A line without points is left to Studio.
// Usage: npm run lines -w designer [-- MED]. Only what is drawn changes, never what a definition does.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { draw, faults, sizes } from './lines.js'

const library = join(dirname(fileURLToPath(import.meta.url)), '../../src/Workflows')
const step = 20
const margin = 20
const turn = 80
const crowd = 60
const leg = 700
const ways = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
]

// The newest version of each procedure.
export function definitions() {
  return readdirSync(library, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const versions = readdirSync(join(library, name)).flatMap((file) => /^definition\.v(\d+)\.json$/.exec(file)?.[1] ?? [])
      const newest = Math.max(...versions.map(Number))
      return versions.length === 0 ? [] : [{ id: name, path: join(library, name, `definition.v${newest}.json`) }]
    })
}

export function faultsOf(definition) {
  return sizes.flatMap((size) => faults(draw(definition, size)).map((fault) => `${fault.name} ${fault.why}`))
}

export function mend(definition) {
  const mended = new Set()
  for (let attempt = 0; attempt < 8; attempt++) {
    // Of two lines on each other the one that cannot give way is passed by the other in the next round.
    const named = (fault) => (attempt % 2 === 1 && fault.other) || fault.name
    const bad = new Set(sizes.flatMap((size) => faults(draw(definition, size)).map(named)))
    if (bad.size === 0) break
    const drawn = draw(definition, sizes.at(-1))
    for (const line of drawn.lines.filter(({ name }) => bad.has(name))) {
      const path = findPath(drawn.boxes, line.points[0], line.points.at(-1), lanes(drawn.lines, line))
      if (path === null) continue
      const turns = path.filter((at, i) => i > 0 && i < path.length - 1 && (path[i - 1].x === at.x) !== (at.x === path[i + 1].x))
      const points = attempt < 3 ? turns : shortLegs([path[0], ...turns, path.at(-1)])
      line.connection.vertices = points
      line.points = [line.points[0], ...path, line.points.at(-1)]
      line.lost = false
      mended.add(line.name)
    }
  }
  return mended
}

// Studio's router gives up on a long way; points in between let it go leg by leg.
function shortLegs(points) {
  const between = points.slice(1).flatMap((b, i) => {
    const a = points[i]
    const parts = Math.floor((Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) / leg) + 1
    const at = (k) => ({ x: round(a.x + ((b.x - a.x) * k) / parts), y: round(a.y + ((b.y - a.y) * k) / parts) })
    return Array.from({ length: parts }, (_, k) => at(k + 1))
  })
  return between.slice(0, -1)
}

const round = (value) => Math.round(value / step) * step
const place = (way, x, y) => `${way % 2}:${x},${y}`

// Where other lines run already.
function lanes(lines, but) {
  const taken = new Set()
  for (const line of lines)
    for (let i = 1; line !== but && !line.lost && i < line.points.length; i++) {
      const [a, b] = [line.points[i - 1], line.points[i]]
      const lying = Math.abs(a.y - b.y) < 1
      const [from, to] = lying ? [a.x, b.x] : [a.y, b.y]
      for (let at = round(Math.min(from, to)); at <= Math.max(from, to); at += step) taken.add(lying ? place(0, at, round(a.y)) : place(1, round(a.x), at))
    }
  return taken
}

// The shortest way between boxes with few turns, off other lines (A* over points of a coarse grid and the direction of arriving).
function findPath(boxes, start, end, taken) {
  const walls = [...boxes.values()].map((box) => ({ x: box.x - margin, y: box.y - margin, right: box.x + box.width + margin, bottom: box.y + box.height + margin }))
  const free = (x, y) => !walls.some((wall) => x > wall.x && x < wall.right && y > wall.y && y < wall.bottom)
  const edge = { x: Math.min(...walls.map((w) => w.x)) - 200, y: Math.min(...walls.map((w) => w.y)) - 200 }
  const far = { x: Math.max(...walls.map((w) => w.right)) + 200, y: Math.max(...walls.map((w) => w.bottom)) + 200 }
  const from = { x: Math.ceil((start.x + margin) / step) * step, y: round(start.y) }
  const goal = { x: Math.floor((end.x - margin) / step) * step, y: round(end.y) }
  const rest = (x, y) => Math.abs(x - goal.x) + Math.abs(y - goal.y)
  const key = (x, y, way) => `${x},${y},${way}`
  const costs = new Map([[key(from.x, from.y, 0), 0]])
  const before = new Map()
  const open = new Heap()
  open.push(rest(from.x, from.y), [from.x, from.y, 0])
  for (let next = open.pop(); next; next = open.pop()) {
    const [total, [x, y, way]] = next
    const here = key(x, y, way)
    const cost = costs.get(here)
    if (total > cost + rest(x, y)) continue
    if (x === goal.x && y === goal.y) return walkBack(before, here)
    for (const [n, [dx, dy]] of ways.entries()) {
      const [nx, ny] = [x + dx * step, y + dy * step]
      const arrived = nx === goal.x && ny === goal.y
      if ((n + 2) % 4 === way || nx < edge.x || nx > far.x || ny < edge.y || ny > far.y || (!arrived && !free(nx, ny))) continue
      const more = step + (n === way ? 0 : turn) + (arrived && n !== 0 ? turn : 0) + (taken.has(place(n, nx, ny)) ? crowd : 0)
      const there = key(nx, ny, n)
      if (cost + more >= (costs.get(there) ?? Infinity)) continue
      costs.set(there, cost + more)
      before.set(there, here)
      open.push(cost + more + rest(nx, ny), [nx, ny, n])
    }
  }
  return null
}

function walkBack(before, last) {
  const path = []
  for (let at = last; at; at = before.get(at)) {
    const [x, y] = at.split(',').map(Number)
    path.unshift({ x, y })
  }
  return path
}

class Heap {
  #items = []

  push(cost, value) {
    const items = this.#items
    let at = items.push([cost, value]) - 1
    for (let up = (at - 1) >> 1; at > 0 && items[up][0] > items[at][0]; at = up, up = (at - 1) >> 1) [items[up], items[at]] = [items[at], items[up]]
  }

  pop() {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (items.length === 0) return top
    items[0] = last
    for (let at = 0; ; ) {
      const least = [at, 2 * at + 1, 2 * at + 2].filter((i) => i < items.length).reduce((a, b) => (items[b][0] < items[a][0] ? b : a))
      if (least === at) return top
      ;[items[at], items[least]] = [items[least], items[at]]
      at = least
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { id, path } of definitions().filter(({ id }) => !process.argv[2] || id === process.argv[2])) {
    const text = readFileSync(path, 'utf8')
    const definition = JSON.parse(text)
    const mended = mend(definition)
    if (mended.size > 0) writeFileSync(path, JSON.stringify(definition, null, 2) + (text.endsWith('\n') ? '\n' : ''))
    console.log(`${id}: ${mended.size} lines mended`, faultsOf(definition))
  }
