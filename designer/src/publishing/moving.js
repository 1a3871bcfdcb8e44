// 案件迁移: moving running cases to another version of their procedure. A dry run first says which can move and what changes for them,
// and which cannot and why; then a second administrator decides.
import { area } from '../page/dialog.js'
import { h } from '../page/dom.js'
import { Refused, ask, procedures } from '../page/host.js'
import { sentenceOf } from '../instances/alter.js'
import { formatRoute, go } from '../routes.js'
import { chosenLanguage } from '../text/choice.js'
import { t } from '../text/page.js'
import { titleOf } from './drawing.js'
import { commands, facts, proposalTable, stateOf } from './proposals.js'

const migrations = '/api/procedures/migrations'
const of = (definitionId, rest = '') => `/api/procedures/${encodeURIComponent(definitionId)}/migrations${rest}`
// The host names steps by their ids; people know them by their names.
const words = (notes, names = new Map()) =>
  notes
    .map((note) => {
      const text = chosenLanguage() === 'en' ? note.en : note.zh
      return note.activityId && names.has(note.activityId) ? text.replaceAll(note.activityId, names.get(note.activityId)) : text
    })
    .join('\n')

async function namesOf(definitionId, version) {
  const { root } = await procedures.version(definitionId, version)
  return new Map((root?.activities ?? []).map((activity) => [activity.id, titleOf(activity)]))
}

/** The list of proposals, and the way to a new one. */
export async function movingList() {
  const [{ items }, definitions] = await Promise.all([
    ask('GET', `${migrations}?pageSize=100`),
    ask('GET', '/elsa/api/workflow-definitions?versionOptions=Published&Page=0&PageSize=200&OrderBy=Name'),
  ])
  return h(
    'article',
    { class: 'lf-page' },
    h('h1', {}, t('movings')),
    h('p', { class: 'lf-hint' }, t('movingsHint')),
    h('section', { class: 'lf-moving' }, chooser(definitions.items)),
    items.length === 0 ? h('p', { class: 'lf-empty' }, t('movingsEmpty')) : proposalTable(items, 'moving'),
  )
}

function chooser(definitions) {
  const result = h('div', {})
  const failed = h('p', { class: 'lf-error', role: 'alert' })
  const procedure = h(
    'select',
    { name: 'procedure', 'aria-label': t('procedure') },
    ...definitions.map((one) => h('option', { value: one.definitionId }, `${one.name ?? one.definitionId}（${t('versionNumber', one.version)}）`)),
  )
  const tryIt = async (event) => {
    event.preventDefault()
    failed.textContent = ''
    result.replaceChildren()
    try {
      const found = await ask('POST', of(procedure.value, '/dry-run'), {})
      const names = new Map()
      for (const version of new Set([found.toVersion, ...[...found.canMove, ...found.cannotMove].map((row) => row.fromVersion)]))
        for (const [id, name] of await namesOf(procedure.value, version)) names.set(id, name)
      result.replaceChildren(...dryRun(procedure.value, found, names))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed.textContent = error.message
    }
  }
  return h(
    'div',
    {},
    h('form', { class: 'lf-actions lf-commands', onsubmit: tryIt }, procedure, h('button', { type: 'submit', class: 'lf-primary' }, t('dryRun'))),
    failed,
    result,
  )
}

function dryRun(definitionId, found, names) {
  const { canMove, cannotMove, toVersion } = found
  return [
    h('p', { role: 'status' }, t('dryRunFound', toVersion, canMove.length, cannotMove.length)),
    canMove.length > 0 && candidates(t('canMove'), canMove, 'changes', names),
    cannotMove.length > 0 && candidates(t('cannotMove'), cannotMove, 'problems', names),
    canMove.length > 0 && proposal(definitionId, toVersion, canMove),
  ].filter(Boolean)
}

function candidates(title, rows, what, names) {
  return h(
    'table',
    { class: 'lf-table' },
    h('caption', {}, title),
    h('thead', {}, h('tr', {}, ...['instance', 'fromVersion', what].map((key) => h('th', { scope: 'col' }, t(key))))),
    h(
      'tbody',
      {},
      ...rows.map((row) =>
        h(
          'tr',
          {},
          h('td', {}, h('a', { href: formatRoute({ place: 'viewer', id: row.instanceId }) }, row.caseNumber || row.name || row.instanceId)),
          h('td', {}, t('versionNumber', row.fromVersion)),
          h('td', { class: 'lf-lines' }, words(row[what], names)),
        ),
      ),
    ),
  )
}

function proposal(definitionId, toVersion, rows) {
  const failed = h('p', { class: 'lf-error', role: 'alert' })
  const send = async (event) => {
    event.preventDefault()
    const { note, legalBasis } = Object.fromEntries(new FormData(event.target))
    try {
      const made = await ask('POST', of(definitionId), { toVersion, instanceIds: rows.map((row) => row.instanceId), note, legalBasis })
      go({ place: 'moving', id: made.id })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed.textContent = error.message
    }
  }
  return h(
    'form',
    { onsubmit: send },
    area('note', t('movingNote')),
    area('legalBasis', t('legalBasis')),
    failed,
    h('div', { class: 'lf-actions lf-commands' }, h('button', { type: 'submit', class: 'lf-primary' }, t('movingSubmit', rows.length))),
  )
}

/** One proposal, and what it came to. @param {string} id @param {() => void} changed */
export async function movingPage(id, changed) {
  const item = await ask('GET', `${migrations}/${encodeURIComponent(id)}`)
  const outcome = Array.isArray(item.outcome) ? item.outcome : []
  const ids = item.alterations?.filter?.workflowInstanceIds ?? []
  return h(
    'article',
    { class: 'lf-page' },
    h('h1', {}, `${item.name ?? item.definitionId} ${item.version ? t('versionNumber', item.version) : t('alterInstance')} `, stateOf(item)),
    facts(item),
    commands(item, migrations, changed),
    h('h3', {}, t('alterations')),
    h('ul', { class: 'lf-sentences' }, ...(item.alterations?.alterations ?? []).map((one) => h('li', {}, sentenceOf(one)))),
    outcome.length === 0 && ids.length > 0 && instancesOf(ids),
    outcome.length > 0 && outcomeTable(outcome),
  )
}

function instancesOf(ids) {
  return h(
    'section',
    {},
    h('p', {}, t('movingCount', ids.length)),
    h('ul', {}, ...ids.map((id) => h('li', {}, h('a', { href: formatRoute({ place: 'viewer', id }) }, id)))),
  )
}

function outcomeTable(outcome) {
  return h(
    'table',
    { class: 'lf-table' },
    h('thead', {}, h('tr', {}, ...['instance', 'state', 'changes'].map((key) => h('th', { scope: 'col' }, t(key))))),
    h(
      'tbody',
      {},
      ...outcome.map((row) =>
        h(
          'tr',
          {},
          h('td', {}, h('a', { href: formatRoute({ place: 'viewer', id: row.instanceId }) }, row.instanceId)),
          h('td', {}, row.applied ? t('moved') : t('notMoved')),
          h('td', { class: 'lf-lines' }, words(row.applied ? row.changes : row.problems)),
        ),
      ),
    ),
  )
}
