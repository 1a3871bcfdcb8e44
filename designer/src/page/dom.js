// Elements of our own pages. Everything that comes from data becomes a text node or an attribute: markup in a name stays a name.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties `class`, `on…` listeners, attributes; false and null leave one out
 * @param {...(Node | string | null | false | undefined)} children
 */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children)
}

/** The same for drawings. */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children)
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value)
    else if (name === 'value') element.value = value
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined))
  return element
}
