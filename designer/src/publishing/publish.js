// Publishing with care: Studio's publish button saves the draft, then asks here for the note and the legal basis, with the checks in view.
// What waits for the second administrator stays a draft to Studio.
import { area, openDialog } from '../page/dialog.js'
import { h } from '../page/dom.js'
import { Refused, procedures } from '../page/host.js'
import { beforeCall } from '../studio/calls.js'
import { chosenLanguage } from '../text/choice.js'
import { t } from '../text/page.js'
import { titleOf } from './drawing.js'
import { markProblems, showStep } from './problems.js'

const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } })

// In the shape in which Studio shows a refusal.
const refusal = (text) => json({ statusCode: 400, message: text, errors: { generalErrors: [text] } }, 400)

let lastWaits = false

/** Studio's word for what was published, when it waits instead. @param {string} text @returns {string | null} */
export function announcement(text) {
  return lastWaits && text === 'Workflow published' ? t('publishWaits') : null
}

/** Takes over Studio's calls that publish one definition. @param {() => void} changed called when a proposal was made */
export function publishWithCare(changed) {
  beforeCall((call, send, resend) => {
    if (call.method !== 'POST') return null
    if (call.path === '/workflow-definitions' && call.body?.publish === true)
      return publish(() => resend({ ...call.body, publish: false }), changed)
    const one = /^\/workflow-definitions\/([^/]+)\/publish$/.exec(call.path)
    if (!one) return null
    const definitionId = decodeURIComponent(one[1])
    return publish(async () => json({ workflowDefinition: await procedures.version(definitionId, 'Latest') }), changed)
  })
}

async function publish(save, changed) {
  const saved = await save()
  if (!saved.ok) return saved
  const { workflowDefinition } = await saved.clone().json()
  const { definitionId } = workflowDefinition
  if (workflowDefinition.isPublished) return json({ workflowDefinition, alreadyPublished: true, consumingWorkflowCount: 0 })

  const checks = await procedures.checks(definitionId)
  markProblems(checks.problems)
  const proposal = await askForWording(workflowDefinition, checks)
  if (!proposal) return refusal(t('publishCancelled'))
  lastWaits = proposal.state === 'waiting'
  changed()
  return json({
    workflowDefinition: await procedures.version(definitionId, 'Latest'),
    alreadyPublished: false,
    consumingWorkflowCount: 0,
    validationErrors: [],
  })
}

function askForWording(definition, checks) {
  return openDialog(t('publishTitle', definition.name ?? definition.definitionId, definition.version), (close) => {
    const failed = h('p', { class: 'lf-error', role: 'alert' })
    const submit = h('button', { type: 'submit', class: 'lf-primary' }, t('publishSubmit'))
    const send = async (event) => {
      event.preventDefault()
      submit.disabled = true
      const { note, legalBasis } = Object.fromEntries(new FormData(event.target))
      try {
        close(await procedures.propose({ definitionId: definition.definitionId, note, legalBasis }))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        failed.textContent = [error.message, ...(error.problem?.errors ?? []).map((one) => one.zh ?? '')].join(' ')
        submit.disabled = false
      }
    }
    const look = (finding) => {
      close(null)
      showStep(finding.activityId)
    }
    const list = findings(checks, namesOf(definition), look)
    if (!checks.canPublish) return [list]
    return [
      list,
      h(
        'form',
        { onsubmit: send },
        area('note', t('publishNote')),
        area('legalBasis', t('legalBasis')),
        failed,
        h(
          'div',
          { class: 'lf-actions' },
          h('button', { type: 'button', onclick: () => close(null) }, t('cancel')),
          submit,
        ),
      ),
    ]
  })
}

/** The name of each step: what people know it by. */
function namesOf(definition) {
  const activities = definition.root?.activities ?? []
  return new Map(activities.map((activity) => [activity.id, titleOf(activity)]))
}

const weight = ({ severity }) => (severity === 'error' ? 1 : 0)

/** What was found, errors first. */
function findings(checks, names, look) {
  const sentence = (finding) => {
    const text = chosenLanguage() === 'en' ? finding.en : finding.zh
    return text.replaceAll(finding.activityId, names.get(finding.activityId) ?? finding.activityId)
  }
  if (checks.problems.length === 0) return h('p', { class: 'lf-good' }, t('checksPassed'))
  return h(
    'section',
    { class: 'lf-findings' },
    h('h3', {}, checks.canPublish ? t('checksWarn') : t('checksFailed')),
    h(
      'ul',
      {},
      ...checks.problems.toSorted((one, other) => weight(other) - weight(one)).map((finding) =>
        h(
          'li',
          { 'data-severity': finding.severity },
          h('button', { type: 'button', onclick: () => look(finding) }, names.get(finding.activityId) ?? finding.activityId),
          sentence(finding),
        ),
      ),
    ),
  )
}
