// Our own calls to the host. The session's cookie signs them in.
import { chosenLanguage } from '../text/choice.js'

/** What the host refused, in the reader's language; `problem` is its answer. */
export class Refused extends Error {
  constructor(problem, status) {
    const words = problem?.messages?.[chosenLanguage() === 'en' ? 'en' : 'zh']
    super(words ?? problem?.detail ?? `HTTP ${status}`)
    this.problem = problem
    this.status = status
  }
}

/**
 * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', 'X-CSRF': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  const answer = text ? JSON.parse(text) : null
  if (!response.ok) throw new Refused(answer, response.status)
  return answer
}

const segment = encodeURIComponent

/** The procedures part of the host. */
export const procedures = {
  checks: (definitionId) => ask('GET', `/api/procedures/${segment(definitionId)}/checks`),
  difference: (definitionId, from, to) =>
    ask('GET', `/api/procedures/${segment(definitionId)}/difference?${from ? `from=${from}&` : ''}${to ? `to=${to}` : ''}`),
  publications: (query = '') => ask('GET', `/api/procedures/publications${query}`),
  publication: (id) => ask('GET', `/api/procedures/publications/${segment(id)}`),
  propose: (proposal) => ask('POST', '/api/procedures/publications', proposal),
  version: (definitionId, version) =>
    ask('GET', `/elsa/api/workflow-definitions/by-definition-id/${segment(definitionId)}?versionOptions=${version}`),
}
