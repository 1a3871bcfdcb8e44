// The first sight of a drawing: big enough to read, from its beginning (or from where the instance stands), whatever its size.

const margin = 48
const readable = 0.75

/** Settles the view of the drawing in `host` once it is there; the user's own moves afterwards are left alone. */
export function settleView(host) {
  const observer = new MutationObserver(() => {
    const nodes = host.querySelectorAll('.x6-node')
    if (nodes.length === 0) return
    observer.disconnect()
    // Studio centres the drawing itself right after it is put on the page.
    setTimeout(() => place(host), 350)
  })
  observer.observe(host, { subtree: true, childList: true })
  return () => observer.disconnect()
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
