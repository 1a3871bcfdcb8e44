import { phrases } from './zh-CN.js'
import { patterns } from './patterns.js'

/**
 * The Chinese of one of Studio's texts.
 * @param {string} text trimmed, with single spaces
 * @returns {string | null} null when it is not one of Studio's texts: a name, a value, something typed.
 */
export function translate(text) {
  const phrase = phrases[text]
  if (phrase !== undefined) return phrase
  for (const [pattern, chinese] of patterns) {
    const match = pattern.exec(text)
    if (match) return chinese(...match.slice(1))
  }
  return null
}
