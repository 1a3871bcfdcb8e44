// Beside the instance that is watched: the way to its case, and what an administrator may do with it.
import { h } from '../page/dom.js'
import { Refused, ask } from '../page/host.js'
import { openDialog } from '../page/dialog.js'
import { onAnswer } from '../studio/calls.js'
import { parseRoute } from '../routes.js'
import { t } from '../text/page.js'

const caseId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** @param {HTMLElement} bar @param {import('../session.js').User} user */
export function followInstance(bar, user) {
  onAnswer(({ method, path }, instance) => {
    const id = /^\/workflow-instances\/([^/]+)$/.exec(path)?.[1]
    if (method !== 'GET' || !id || id !== parseRoute(location.hash).id) return
    show(bar, instance, user.roles.includes('administrator'))
  })
}

function show(bar, instance, mayChange) {
  const running = instance?.status === 'Running'
  bar.replaceChildren(
    ...[
      caseId.test(instance?.correlationId ?? '') && h('a', { href: `/cases/${instance.correlationId}` }, t('openCase')),
      running && mayChange && h('button', { type: 'button', onclick: () => cancel(instance.id) }, t('cancelInstance')),
    ].filter(Boolean),
  )
}

async function cancel(id) {
  const answer = await openDialog(t('cancelInstance'), (close) => {
    const failed = h('p', { class: 'lf-error', role: 'alert' })
    const work = async () => {
      try {
        await ask('POST', `/elsa/api/cancel/workflow-instances/${encodeURIComponent(id)}`, {})
        close(true)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        failed.textContent = error.message
      }
    }
    return [
      h('p', {}, t('cancelInstanceAsk')),
      failed,
      h(
        'div',
        { class: 'lf-actions' },
        h('button', { type: 'button', onclick: () => close(null) }, t('cancel')),
        h('button', { type: 'button', class: 'lf-primary', onclick: work }, t('cancelInstance')),
      ),
    ]
  })
  if (answer) location.reload()
}
