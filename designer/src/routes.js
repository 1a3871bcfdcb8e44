// The places of the designer, as addresses that can be shared: #/definitions, #/definitions/ID, #/instances, #/instances/ID,
// #/publications, #/publications/ID, #/movings, #/movings/ID.

/** @typedef {{ place: 'definitions' | 'editor' | 'instances' | 'viewer' | 'publications' | 'publication' | 'movings' | 'moving', id?: string }} Route */

/** Each list, and the place of one of it. */
const lists = { definitions: 'editor', instances: 'viewer', publications: 'publication', movings: 'moving' }

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [, list, id] = hash.split('/')
  const place = Object.hasOwn(lists, list) ? list : 'definitions'
  return id ? { place: lists[place], id: decodeURIComponent(id) } : { place }
}

/** The list that a place belongs to. @param {Route} route */
export function listOf({ place }) {
  return Object.keys(lists).find((list) => list === place || lists[list] === place)
}

/** @param {Route} route */
export function formatRoute(route) {
  return route.id ? `#/${listOf(route)}/${encodeURIComponent(route.id)}` : `#/${listOf(route)}`
}

/** @param {Route} route */
export function go(route) {
  location.hash = formatRoute(route)
}
