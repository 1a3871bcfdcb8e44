// The first sight of a drawing: big enough to read, from its beginning, whatever its size.

const margin = 48
const readable = 0.75

/** How long after the last change of its own the drawing is said to stand still. */
const quiet = 2500

/** How long to wait for more steps before the drawing is measured again. */
const gathering = 120

/** What may move the drawing, and where it does not. */
const moves = ['pointerdown', 'wheel', 'keydown', 'drop']
const elsewhere = '.mud-expand-panel, [draggable=true], input, textarea'

/**
 * Settles the view of the drawing in `host` once it is there. Studio centres the drawing itself some time after it is put on the page, on a
 * slow machine much later: the view is settled again whenever that happens. The user's own moves are left alone, from the first one on; looking
 * for a tool in the toolbox or typing moves nothing yet, dropping the tool does.
 * While the drawing stands still, the host carries `data-settled`.
 * @param {HTMLElement} host
 * @param {() => void} shown called when the drawing is there
 * @returns {() => void} to be called when the place is left
 */
export function settleView(host, shown) {
  let target = null
  let cells = 0
  let standing = 0
  let arranging = 0
  const observer = new MutationObserver(settle)
  delete host.dataset.settled
  function settle() {
    const viewport = host.querySelector('.x6-graph-svg-viewport')
    if (!viewport) return
    // Studio puts the steps on the drawing one after another, and each may make it larger; measuring it after each would take long.
    const count = viewport.querySelectorAll('.x6-cell').length
    const moved = target && viewport.getAttribute('transform') !== target
    if (count === cells && !moved) return
    cells = count
    delete host.dataset.settled
    clearTimeout(standing)
    if (moved) viewport.setAttribute('transform', target)
    clearTimeout(arranging)
    arranging = setTimeout(arrange, target ? gathering : 0)
  }
  function arrange() {
    target = viewOf(host)
    if (!target) return void (arranging = setTimeout(arrange, gathering))
    host.querySelector('.x6-graph-svg-viewport').setAttribute('transform', target)
    standing = setTimeout(still, quiet)
    shown()
  }
  function leave() {
    observer.disconnect()
    clearTimeout(standing)
    clearTimeout(arranging)
    for (const kind of moves) host.removeEventListener(kind, touched, true)
  }
  function still() {
    host.dataset.settled = ''
  }
  function touched(event) {
    if (event.type !== 'drop' && event.target.closest(elsewhere)) return
    leave()
    still()
  }
  for (const kind of moves) host.addEventListener(kind, touched, true)
  observer.observe(host, { subtree: true, childList: true, attributes: true, attributeFilter: ['transform'] })
  return () => {
    leave()
    delete host.dataset.settled
  }
}

/** The transformation that shows the drawing of `host`, or null when nothing is on it yet. */
function viewOf(host) {
  const frame = host.querySelector('.x6-graph-svg')?.getBoundingClientRect()
  const boxes = [...host.querySelectorAll('.x6-node')].map(boxOf)
  if (!frame?.width || boxes.length === 0) return null
  const [left, top] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))]
  const [width, height] = [
    Math.max(...boxes.map((b) => b.x + b.width)) - left,
    Math.max(...boxes.map((b) => b.y + b.height)) - top,
  ]
  const fitting = Math.min((frame.width - 2 * margin) / width, (frame.height - 2 * margin) / height)
  const scale = Math.min(1, Math.max(readable, fitting))
  // What fits is centred; what does not starts with its first step, left and halfway down.
  const x = width * scale < frame.width - 2 * margin ? (frame.width - width * scale) / 2 - left * scale : margin - left * scale
  const first = boxes.reduce((one, other) => (other.x < one.x ? other : one))
  const y =
    height * scale < frame.height - 2 * margin
      ? (frame.height - height * scale) / 2 - top * scale
      : Math.min(margin - top * scale, frame.height / 2 - (first.y + first.height / 2) * scale)
  return `matrix(${scale},0,0,${scale},${x},${y})`
}

function boxOf(node) {
  const [x, y] = (/translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(node.getAttribute('transform') ?? '') ?? ['', 0, 0]).slice(1).map(Number)
  const body = node.querySelector('foreignObject')
  return { x, y, width: Number(body?.getAttribute('width') ?? 200), height: Number(body?.getAttribute('height') ?? 60) }
}
