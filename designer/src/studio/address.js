// Studio's lists write their page into the address, and its buttons lead to addresses of its own app. The address stays ours.
// It lies below the page's base, the folder that is named after what Studio is made of: Studio refuses to work anywhere else.
import { go } from '../routes.js'

/** Where Studio's own app would go, and the place that it is here. */
const ways = [
  [/\/workflows\/instances\/([^/]+)\/view$/, 'viewer'],
  [/\/workflows\/definitions\/([^/]+)\/edit$/, 'editor'],
]

const wayOf = (path) => {
  const way = ways.find(([pattern]) => pattern.test(path))
  return way ? { place: way[1], id: decodeURIComponent(way[0].exec(path)[1]) } : null
}

/** Goes from the address that people know, or that of an earlier Studio, to the base, without loading anything again. */
export function goToBase() {
  const { pathname } = new URL(document.baseURI)
  if (location.pathname !== pathname) history.replaceState(history.state, '', pathname + location.search + location.hash)
}

export function keepAddress() {
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target.closest?.('.lf-main a[href]')
      const route = link && wayOf(new URL(link.href).pathname)
      if (!route) return
      event.preventDefault()
      event.stopPropagation()
      go(route)
    },
    { capture: true },
  )
  for (const change of ['pushState', 'replaceState']) {
    const original = history[change].bind(history)
    history[change] = (state, title, address) => {
      const target = new URL(address ?? location.href, document.baseURI)
      const route = wayOf(target.pathname)
      if (route) return go(route)
      original(state, title, target.pathname === location.pathname && !target.hash ? location.href : address)
    }
  }
}
