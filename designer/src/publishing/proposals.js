// What proposals have in common, whether they publish a version or move running cases: their table, their facts, and deciding on them.
import { area, openDialog } from '../page/dialog.js'
import { h } from '../page/dom.js'
import { Refused, ask } from '../page/host.js'
import { formatRoute } from '../routes.js'
import { t } from '../text/page.js'
import { instant } from '../text/time.js'

export const stateOf = (item) => h('span', { class: 'lf-state', 'data-state': item.state }, t(`state-${item.state}`))

/** @param {any[]} items @param {'publication' | 'moving'} place where a row leads */
export function proposalTable(items, place) {
  const columns = ['procedure', 'version', 'note', 'proposedBy', 'proposedAt', 'state']
  return h(
    'table',
    { class: 'lf-table' },
    h('thead', {}, h('tr', {}, ...columns.map((key) => h('th', { scope: 'col' }, t(key))))),
    h(
      'tbody',
      {},
      ...items.map((item) =>
        h(
          'tr',
          {},
          h('td', {}, h('a', { href: formatRoute({ place, id: item.id }) }, item.name ?? item.definitionId)),
          h('td', {}, item.version ? t('versionNumber', item.version) : '—'),
          h('td', { class: 'lf-note' }, item.note),
          h('td', {}, item.proposedBy),
          h('td', {}, instant(item.proposedAt)),
          h('td', {}, stateOf(item)),
        ),
      ),
    ),
  )
}

export function facts(item) {
  const pairs = [
    ['note', item.note],
    ['legalBasis', item.legalBasis],
    ['proposedBy', `${item.proposedBy} · ${instant(item.proposedAt)}`],
    item.decidedBy && ['decidedBy', `${item.decidedBy} · ${instant(item.decidedAt)} ${item.decision ?? ''}`],
  ]
  return h('dl', { class: 'lf-facts' }, ...pairs.filter(Boolean).flatMap(([key, value]) => [h('dt', {}, t(key)), h('dd', {}, value || '—')]))
}

/** The buttons for what the reader may do. @param {any} item @param {string} path of its kind @param {() => void} changed */
export function commands(item, path, changed) {
  if (item.commands.length === 0) return null
  const failed = h('p', { class: 'lf-error', role: 'alert' })
  const address = `${path}/${encodeURIComponent(item.id)}`
  const send = (method, where, said) => said && ask(method, where, { ...said, expectedRevision: item.revision })
  const work = {
    approve: async () => send('POST', `${address}/approve`, await words('approve', 'comment', false)),
    reject: async () => send('POST', `${address}/reject`, await words('reject', 'reason', true)),
    withdraw: async () => send('POST', `${address}/withdraw`, await words('withdraw', 'reason', false)),
    edit: async () => send('PUT', address, await wording(item)),
  }
  const act = (command) => async () => {
    failed.textContent = ''
    try {
      if (await work[command]()) changed()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed.textContent = error.message
    }
  }
  return h(
    'div',
    { class: 'lf-actions lf-commands' },
    ...item.commands.map((command) =>
      h('button', { type: 'button', class: command === 'approve' && 'lf-primary', onclick: act(command) }, t(command)),
    ),
    failed,
  )
}

const words = (command, field, required) => form(t(command), [area(field, t(field), '', required)])
const wording = (item) =>
  form(t('edit'), [area('note', t('publishNote'), item.note), area('legalBasis', t('legalBasis'), item.legalBasis)])

function form(title, fields) {
  return openDialog(title, (close) => [
    h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault()
          close(Object.fromEntries(new FormData(event.target)))
        },
      },
      ...fields,
      h(
        'div',
        { class: 'lf-actions' },
        h('button', { type: 'button', onclick: () => close(null) }, t('cancel')),
        h('button', { type: 'submit', class: 'lf-primary' }, title),
      ),
    ),
  ])
}
