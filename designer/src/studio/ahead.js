// What Studio asks for first when a definition is opened, asked for while its program is still starting.
import { answerAhead } from './calls.js'

const api = '/elsa/api'

/** For how long an answer that Studio has not asked for yet is kept, in milliseconds: what is older may have changed. */
const keptFor = 15_000

/**
 * Asks for what opening `route` will need; call it before the page listens to Studio's calls.
 * @param {import('../routes.js').Route} route
 */
export function askAhead({ place, id }) {
  if (place !== 'editor') return
  const end = performance.now() + keptFor
  const ask = window.fetch.bind(window)
  const definition = `/workflow-definitions/by-definition-id/${encodeURIComponent(id)}?versionOptions=Latest`
  const asked = new Map([definition, '/descriptors/activities?Refresh=True'].map((call) => [call, ask(api + call).catch(() => null)]))
  answerAhead(({ method, path, query }, send) => {
    const call = path + query
    const answer = method === 'GET' && performance.now() < end && asked.get(call)
    if (!answer) return send()
    asked.delete(call)
    return answer.then((response) => (response?.ok ? response : send()))
  })
}
