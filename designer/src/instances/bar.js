// Beside the instance that is watched: the way to its case, and what an administrator may do with it.
import { h } from '../page/dom.js'
import { Refused, ask } from '../page/host.js'
import { openDialog } from '../page/dialog.js'
import { onAnswer } from '../studio/calls.js'
import { parseRoute } from '../routes.js'
import { t } from '../text/page.js'
import { alterInstance } from './alter.js'

/** The case that an instance carries: its correlation id is the case's id without dashes. @returns {string | null} */
export function caseOf(instance) {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec((instance?.correlationId ?? '').replaceAll('-', ''))
  return parts && parts.slice(1).join('-')
}

/** @param {HTMLElement} bar @param {import('../session.js').User} user @param {boolean} proposes false when this host alters at once */
export function followInstance(bar, user, proposes) {
  onAnswer(({ method, path }, instance) => {
    const id = /^\/workflow-instances\/([^/]+)$/.exec(path)?.[1]
    if (method !== 'GET' || !id || id !== parseRoute(location.hash).id) return
    show(bar, instance, user.roles.includes('administrator'), proposes)
  })
}

function show(bar, instance, mayChange, proposes) {
  const running = instance?.status === 'Running'
  const ofCase = caseOf(instance)
  // What ended by an error has not ended for good: it can be retried, or altered and gone on with.
  const failed = instance?.subStatus === 'Faulted' || (running && (instance.workflowState?.incidents ?? []).length > 0)
  const command = (text, work) => h('button', { type: 'button', onclick: work }, text)
  bar.replaceChildren(
    ...[
      ofCase && h('a', { href: `/cases/${ofCase}` }, t('openCase')),
      mayChange && failed && command(t('retryInstance'), () => retry(instance.id)),
      mayChange && (running || failed) && command(t('alterInstance'), () => alterInstance(instance)),
      mayChange && running && command(t('cancelInstance'), () => (ofCase && proposes ? alterInstance(instance, 'Cancel') : cancel(instance.id))),
    ].filter(Boolean),
  )
}

const retry = (id) =>
  confirm(t('retryInstance'), t('retryInstanceAsk'), () => ask('POST', '/elsa/api/alterations/workflows/retry', { workflowInstanceIds: [id] }))

const cancel = (id) =>
  confirm(t('cancelInstance'), t('cancelInstanceAsk'), () => ask('POST', `/elsa/api/cancel/workflow-instances/${encodeURIComponent(id)}`, {}))

async function confirm(title, question, send) {
  const answer = await openDialog(title, (close) => {
    const failed = h('p', { class: 'lf-error', role: 'alert' })
    const work = async () => {
      try {
        await send()
        close(true)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        failed.textContent = error.message
      }
    }
    return [
      h('p', {}, question),
      failed,
      h(
        'div',
        { class: 'lf-actions' },
        h('button', { type: 'button', onclick: () => close(null) }, t('cancel')),
        h('button', { type: 'button', class: 'lf-primary', onclick: work }, title),
      ),
    ]
  })
  if (answer) location.reload()
}
