// Of the styles of Radzen's components (660 kB, with hundreds of selectors that make a browser look at half the page whenever something is
// added to it) Studio's elements use those of few.
import { readFile, writeFile } from 'node:fs/promises'

/** What Studio's elements have of Radzen: panes that a bar between them makes wider, and the view of a description in Markdown. */
const used = /^\.rz-(splitter|resize|collapse|expand|markdown|text|stack|link|icon)/

const component = /\.rz-[\w-]+/g

/** Rules within rules: their own rules are looked at one by one. */
const groups = /^@(media|supports|layer|container)/

/** Leaves in a style sheet what concerns the components that are used, and what concerns none in particular. */
export async function keepUsedStyles(path) {
  const kept = keepUsed((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  await writeFile(path, kept)
}

/** @param {string} css @returns {string} */
export function keepUsed(css) {
  let kept = ''
  for (let at = 0; at < css.length; ) {
    const start = css.indexOf('{', at)
    const statement = css.indexOf(';', at)
    if (statement >= 0 && (start < 0 || statement < start)) {
      kept += css.slice(at, statement + 1)
      at = statement + 1
      continue
    }
    if (start < 0) return kept + css.slice(at)
    const end = endOf(css, start)
    const [selector, block] = [css.slice(at, start).trim(), css.slice(start + 1, end - 1)]
    if (groups.test(selector)) kept += within(selector, keepUsed(block))
    else if (selector.startsWith('@')) kept += `${selector}{${block}}`
    else kept += within(selectorsOf(selector).filter(concerns).join(','), block)
    at = end
  }
  return kept
}

const within = (selector, block) => (selector && block ? `${selector}{${block}}` : '')

const concerns = (selector) => (selector.match(component) ?? []).every((name) => used.test(name))

/** Where the block ends that begins with the brace at `start`; a brace in a text is none. */
function endOf(css, start) {
  const token = /["']|[{}]/g
  token.lastIndex = start
  for (let depth = 0, found; (found = token.exec(css)); ) {
    const [sign] = found
    if (sign === '{') depth++
    else if (sign === '}') {
      if (--depth === 0) return token.lastIndex
    } else {
      do token.lastIndex = css.indexOf(sign, token.lastIndex) + 1
      while (css[token.lastIndex - 2] === '\\')
    }
  }
  return css.length
}

/** The selectors of a list; a comma within brackets divides none. */
function selectorsOf(list) {
  const selectors = ['']
  let depth = 0
  for (const sign of list) {
    if (sign === '(' || sign === '[') depth++
    if (sign === ')' || sign === ']') depth--
    if (sign === ',' && depth === 0) selectors.push('')
    else selectors[selectors.length - 1] += sign
  }
  return selectors
}
