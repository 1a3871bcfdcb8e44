// 发布申请: what waits for a second administrator, what was decided, and deciding with the difference in view.
import { h } from '../page/dom.js'
import { procedures } from '../page/host.js'
import { t } from '../text/page.js'
import { differenceView } from './difference.js'
import { commands, facts, proposalTable, stateOf } from './proposals.js'

/** How many proposals wait. */
export async function waitingCount() {
  return (await procedures.publications('?state=waiting&pageSize=1')).total
}

/** False when this host publishes and alters at once. */
export async function needsApproval() {
  return (await procedures.publications('?pageSize=1')).needsApproval
}

/** The list of proposals. */
export async function publicationList() {
  const { items, needsApproval } = await procedures.publications('?pageSize=100')
  return h(
    'article',
    { class: 'lf-page' },
    h('h1', {}, t('publications')),
    h('p', { class: 'lf-hint' }, needsApproval ? t('publicationsHint') : t('publicationsAtOnce')),
    items.length === 0 ? h('p', { class: 'lf-empty' }, t('publicationsEmpty')) : proposalTable(items, 'publication'),
  )
}

/** One proposal, with the difference and what the reader may do. @param {string} id @param {() => void} changed */
export async function publicationPage(id, changed) {
  const item = await procedures.publication(id)
  const page = h(
    'article',
    { class: 'lf-page' },
    h('h1', {}, `${item.name ?? item.definitionId} ${t('versionNumber', item.version)} `, stateOf(item)),
    facts(item),
    item.stale && h('p', { class: 'lf-error' }, t('stale')),
    commands(item, '/api/procedures/publications', changed),
    item.state === 'approved' && h('p', {}, h('a', { href: '#/movings' }, t('movingsAfter'))),
  )
  page.append(
    item.baseVersion ? await differenceView(item.definitionId, item.baseVersion, item.version) : h('p', { class: 'lf-hint' }, t('firstVersion')),
  )
  return page
}
