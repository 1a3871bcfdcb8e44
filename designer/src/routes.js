// The four places of the designer, as addresses that can be shared: #/definitions, #/definitions/ID, #/instances, #/instances/ID.

/** @typedef {{ place: 'definitions' | 'editor' | 'instances' | 'viewer', id?: string }} Route */

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [, list, id] = hash.split('/')
  const key = id ? decodeURIComponent(id) : undefined
  if (list === 'instances') return key ? { place: 'viewer', id: key } : { place: 'instances' }
  return key ? { place: 'editor', id: key } : { place: 'definitions' }
}

/** @param {Route} route */
export function formatRoute({ place, id }) {
  const list = place === 'instances' || place === 'viewer' ? 'instances' : 'definitions'
  return id ? `#/${list}/${encodeURIComponent(id)}` : `#/${list}`
}

/** @param {Route} route */
export function go(route) {
  location.hash = formatRoute(route)
}
