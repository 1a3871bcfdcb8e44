// Two versions of a procedure side by side, drawn and in sentences.
import { h } from '../page/dom.js'
import { procedures } from '../page/host.js'
import { chosenLanguage } from '../text/choice.js'
import { t } from '../text/page.js'
import { drawSideBySide, lineKey } from './drawing.js'

/** The marks of both drawings. @returns {{ before: import('./drawing.js').Marks, after: import('./drawing.js').Marks }} */
export function marksOf(difference) {
  const changed = difference.changed.map(({ id }) => [id, 'changed'])
  return {
    before: {
      steps: new Map([...changed, ...difference.removed.map(({ id }) => [id, 'removed'])]),
      lines: new Set(difference.removedConnections.map(lineKey)),
    },
    after: {
      steps: new Map([...changed, ...difference.added.map(({ id }) => [id, 'added'])]),
      lines: new Set(difference.addedConnections.map(lineKey)),
    },
  }
}

/** @param {string} definitionId @param {number | null} [from] @param {number | null} [to] */
export async function differenceView(definitionId, from, to) {
  const answer = await procedures.difference(definitionId, from, to)
  const [before, after] = await Promise.all([
    procedures.version(definitionId, answer.from.version),
    procedures.version(definitionId, answer.to.version),
  ])
  const marks = marksOf(answer.difference)
  return h(
    'section',
    { class: 'lf-difference' },
    h(
      'ul',
      { class: 'lf-legend' },
      ...['added', 'removed', 'changed'].map((change) => h('li', { 'data-change': change }, t(change))),
    ),
    drawSideBySide([
      { title: t('versionBefore', answer.from.version), model: before, marks: marks.before, lineMark: 'removed' },
      { title: t('versionAfter', answer.to.version), model: after, marks: marks.after, lineMark: 'added' },
    ]),
    h('h3', {}, t('inSentences')),
    h('ol', { class: 'lf-sentences' }, ...answer[chosenLanguage() === 'en' ? 'en' : 'zh'].map((sentence) => h('li', {}, sentence))),
  )
}
