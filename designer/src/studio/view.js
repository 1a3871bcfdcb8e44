// The first sight of a drawing: big enough to read, from its beginning (or from where the instance stands), whatever its size.

const margin = 48
const readable = 0.75

/** How long after the last change of its own Studio is taken to have finished. */
const quiet = 2500

/**
 * Settles the view of the drawing in `host` once it is there. Studio centres the drawing itself some time after it is put on the page, on a
 * slow machine much later: the view is settled again after that. The user's own moves are left alone, from the first one on.
 * @returns {() => void} to be called when the place is left
 */
export function settleView(host) {
  let placed = ''
  let timer = 0
  const settle = () => {
    const viewport = host.querySelector('.x6-graph-svg-viewport')
    if (!viewport || host.querySelectorAll('.x6-node').length === 0) return
    if (viewport.getAttribute('transform') !== placed) {
      place(host)
      placed = viewport.getAttribute('transform')
      clearTimeout(timer)
      timer = setTimeout(stop, quiet)
    }
  }
  const observer = new MutationObserver(settle)
  delete host.dataset.settled
  function leave() {
    observer.disconnect()
    clearTimeout(timer)
    for (const kind of ['pointerdown', 'wheel', 'keydown']) host.removeEventListener(kind, stop, true)
  }
  function stop() {
    host.dataset.settled = ''
    leave()
  }
  for (const kind of ['pointerdown', 'wheel', 'keydown']) host.addEventListener(kind, stop, true)
  observer.observe(host, { subtree: true, childList: true, attributes: true, attributeFilter: ['transform'] })
  return () => {
    leave()
    delete host.dataset.settled
  }
}

function place(host) {
  const viewport = host.querySelector('.x6-graph-svg-viewport')
  const frame = host.querySelector('.x6-graph-svg')?.getBoundingClientRect()
  if (!viewport || !frame?.width) return
  const boxes = [...host.querySelectorAll('.x6-node')].map(boxOf)
  const [left, top] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))]
  const [width, height] = [
    Math.max(...boxes.map((b) => b.x + b.width)) - left,
    Math.max(...boxes.map((b) => b.y + b.height)) - top,
  ]
  const fitting = Math.min((frame.width - 2 * margin) / width, (frame.height - 2 * margin) / height)
  const scale = Math.min(1, Math.max(readable, fitting))
  // What fits is centred; what does not starts at the margin.
  const x = width * scale < frame.width - 2 * margin ? (frame.width - width * scale) / 2 : margin
  const y = (frame.height - height * scale) / 2
  viewport.setAttribute(
    'transform',
    `matrix(${scale},0,0,${scale},${x - left * scale},${Math.max(y, margin / 2) - top * scale})`,
  )
}

function boxOf(node) {
  const [x, y] = (/translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(node.getAttribute('transform') ?? '') ?? ['', 0, 0]).slice(1).map(Number)
  const body = node.querySelector('foreignObject')
  return { x, y, width: Number(body?.getAttribute('width') ?? 200), height: Number(body?.getAttribute('height') ?? 60) }
}
