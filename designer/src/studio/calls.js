// Studio's own calls to the host, seen from the page around it. Studio's program is compiled and takes no plug-ins; what it sends and
// receives goes through the browser's fetch, so that is where the page learns which definition is open and can answer in Studio's place.

/** @typedef {{ method: string, path: string, query: string, body: unknown }} Call path: below /elsa/api, without the query */

/** @type {Array<(call: Call, answer: unknown) => void | Promise<void>>} */
const readers = []
/** @typedef {(call: Call, send: () => Promise<Response>, resend: (body: unknown) => Promise<Response>) => Promise<Response> | null} Keeper */
/** @type {Keeper[]} */
const keepers = []

/** @type {Array<(call: Call, answer: unknown) => unknown>} */
const shapers = []

/** @type {(call: Call, send: () => Promise<Response>) => Promise<Response>} */
let ahead = (_call, send) => send()

const base = '/elsa/api'

/** Calls `read` with each JSON answer before Studio receives it. */
export function onAnswer(read) {
  readers.push(read)
}

/**
 * Lets `keep` see each call before it is sent; it may answer itself, send it (with another body) later, or return null to let it pass.
 * @param {Keeper} keep
 */
export function beforeCall(keep) {
  keepers.push(keep)
}

/**
 * Lets `shape` hand Studio something else than the JSON that the host answered.
 * @param {(call: Call, answer: unknown) => unknown} shape undefined leaves the answer as it is
 */
export function shapeAnswer(shape) {
  shapers.push(shape)
}

/**
 * Lets `find` give the host's answer to a call that was sent before Studio sent it; what comes of it is read and shaped like any other.
 * @param {(call: Call, send: () => Promise<Response>) => Promise<Response>} find
 */
export function answerAhead(find) {
  ahead = find
}

const parse = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function bodyOf(init) {
  const body = init?.body
  if (typeof body === 'string') return parse(body)
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return parse(new TextDecoder().decode(body))
  return null
}

/** Starts to listen; call it once, before Studio starts. */
export function listenToStudio() {
  const original = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI)
    if (address.origin !== location.origin || !address.pathname.startsWith(`${base}/`)) return original(input, init)
    const method = (init?.method ?? 'GET').toUpperCase()
    const call = { method, path: address.pathname.slice(base.length), query: address.search, body: method === 'GET' ? null : await bodyOf(init) }
    const send = () => ahead(call, () => original(input, init))
    const resend = (body) => original(input, { ...init, body: JSON.stringify(body) })
    for (const keep of keepers) {
      const kept = keep(call, send, resend)
      if (kept) return kept
    }
    const response = await send()
    if (!response.ok || !response.headers.get('content-type')?.includes('json')) return response
    const answer = parse(await response.clone().text())
    for (const read of readers) await read(call, answer)
    for (const shape of shapers) {
      const shaped = shape(call, answer)
      if (shaped !== undefined) return new Response(JSON.stringify(shaped), { headers: { 'content-type': 'application/json' } })
    }
    return response
  }
}
