// Studio is 120 programs of .NET. The build packs them into a few files (packs.js), so that the browser has few of them to look up.
import { packs, runtime } from './packs.js'

/** The runtime, which the browser keeps compiled: it is asked for before .NET's loader has read what it needs. */
const running = fetch(runtime.address)
const fetched = packs.map(({ address }) => fetch(address).then((response) => (response.ok ? response.arrayBuffer() : null)))

/** @type {Map<string, [pack: number, start: number, end: number]>} */
const places = new Map(packs.flatMap(({ parts }, pack) => parts.map(([name, start, end]) => [name, [pack, start, end]])))

/**
 * A program as .NET's loader takes it.
 * @param {string} name
 * @returns {Promise<Response> | undefined} undefined for what is in no pack: .NET fetches that itself
 */
export function programOf(name) {
  if (name === runtime.name) return running
  const place = places.get(name)
  return place && responseOf(place)
}

async function responseOf([pack, start, end]) {
  const bytes = await fetched[pack]
  return bytes ? new Response(bytes.slice(start, end)) : new Response(null, { status: 503 })
}
