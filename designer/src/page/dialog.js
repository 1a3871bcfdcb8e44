// A modal dialog that resolves when it is answered.
import { h } from './dom.js'
import { t } from '../text/page.js'

/**
 * @template T
 * @param {string} title
 * @param {(close: (answer: T | null) => void) => Node[]} build the content; `close` answers
 * @returns {Promise<T | null>} null when it was cancelled
 */
export function openDialog(title, build) {
  return new Promise((resolve) => {
    const close = (answer) => {
      dialog.close()
      dialog.remove()
      resolve(answer)
    }
    const dialog = h(
      'dialog',
      { class: 'lf-dialog', 'aria-label': title, oncancel: () => close(null) },
      h('h2', {}, title, h('button', { type: 'button', class: 'lf-x', 'aria-label': t('cancel'), onclick: () => close(null) }, '×')),
    )
    dialog.append(...build(close))
    document.body.append(dialog)
    dialog.showModal()
  })
}

/** Note and legal basis, or a reason: labelled text areas of a form. */
export function area(name, label, value = '', required = true) {
  return h(
    'label',
    { class: 'lf-field' },
    h('span', {}, label, required && h('i', { 'aria-hidden': 'true' }, ' *')),
    h('textarea', { name, rows: 3, maxlength: name === 'note' ? 4000 : 2000, required, value }),
  )
}
