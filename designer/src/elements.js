// One of Studio's custom elements for each place of the designer.
import { go } from './routes.js'

const definition = (value) => value?.definitionId ?? value?.DefinitionId ?? value
const instance = (value) => value?.id ?? value?.Id ?? value

/** What a place is made of: the element, the attribute that takes the route's id, and where its links lead. */
const places = {
  definitions: {
    tag: 'elsa-workflow-definition-list',
    callbacks: { editWorkflowDefinition: (value) => go({ place: 'editor', id: definition(value) }) },
  },
  editor: {
    tag: 'elsa-workflow-definition-editor',
    attribute: 'definition-id',
    callbacks: { workflowDefinitionExecuted: (value) => go({ place: 'viewer', id: instance(value) }) },
  },
  instances: {
    tag: 'elsa-workflow-instance-list',
    callbacks: { viewWorkflowInstance: (value) => go({ place: 'viewer', id: instance(value) }) },
  },
  viewer: {
    tag: 'elsa-workflow-instance-viewer',
    attribute: 'instance-id',
    callbacks: { editWorkflowDefinition: (value) => go({ place: 'editor', id: definition(value) }) },
  },
}

/**
 * Builds the element of a route; it starts to work when it is put on the page.
 * @param {import('./routes.js').Route} route
 * @param {string} token
 * @returns {Promise<HTMLElement>}
 */
export async function elementOf(route, token) {
  const place = places[route.place]
  // Callbacks that are set before Studio defines the element are lost.
  await customElements.whenDefined(place.tag)
  const element = document.createElement(place.tag)
  element.setAttribute('remote-endpoint', new URL('/elsa/api', location.origin).href)
  element.setAttribute('access-token', token)
  if (place.attribute) element.setAttribute(place.attribute, route.id)
  Object.assign(element, place.callbacks)
  return element
}
