import { started } from './boot.js'
import { elementOf } from './elements.js'
import { markActivities } from './look/marks.js'
import { h } from './page/dom.js'
import { Refused } from './page/host.js'
import { movingList, movingPage } from './publishing/moving.js'
import { needsApproval, publicationList, publicationPage, waitingCount } from './publishing/publications.js'
import { announcement, publishWithCare } from './publishing/publish.js'
import { listOf, parseRoute } from './routes.js'
import { currentUser, keepToken, signIn } from './session.js'
import { followInstance } from './instances/bar.js'
import { completeScripts } from './studio/completion.js'
import { showReadably } from './studio/readable.js'
import { awaitScriptEditor, readScriptEditor } from './studio/scripts.js'
import { clear } from './studio/stage.js'
import { toolboxFilled } from './studio/toolbox.js'
import { settleView } from './studio/view.js'
import { chosenLanguage, chooseLanguage } from './text/choice.js'
import { translatePage } from './text/language.js'
import { pageTexts } from './text/page.js'

const main = document.getElementById('main')
const language = chosenLanguage()
let token = ''
let stopSettling = () => {}
let turns = 0

/** Our own places; all others are Studio's. */
const pages = {
  publications: () => publicationList(),
  movings: () => movingList(),
  moving: ({ id }) => movingPage(id, show),
  publication: ({ id }) => publicationPage(id, () => (countWaiting(), show())),
}

async function show() {
  const route = parseRoute(location.hash)
  for (const link of document.querySelectorAll('[data-route]')) link.toggleAttribute('aria-current', link.dataset.route === listOf(route))
  document.getElementById('place').textContent = route.id ?? ''
  document.getElementById('instance').replaceChildren()
  stopSettling()
  const turn = ++turns
  await clear(main)
  // Somebody went on to another place meanwhile.
  if (turn !== turns) return
  const own = pages[route.place]
  if (!own) {
    main.replaceChildren(await elementOf(route, token))
    stopSettling = settleView(main, () => toolboxFilled().then(readScriptEditor))
    return
  }
  try {
    main.replaceChildren(await own(route))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    refuse(error.message)
  }
}

/** Shows how many proposals wait. @returns {Promise<boolean>} false when this host has no proposals: it publishes as Elsa does. */
async function countWaiting() {
  try {
    const count = await waitingCount()
    document.getElementById('waiting').textContent = count > 0 ? String(count) : ''
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false
    throw error
  }
}

function refuse(text) {
  main.replaceChildren(h('p', { class: 'lf-loading', role: 'alert' }, text))
}

async function start() {
  translatePage(language, announcement)
  markActivities()
  completeScripts()
  showReadably()
  awaitScriptEditor()
  const button = document.getElementById('language')
  button.textContent = pageTexts[language].otherLanguage
  button.addEventListener('click', () => chooseLanguage(language === 'zh-CN' ? 'en' : 'zh-CN'))

  const [user, allowed] = await Promise.all([
    currentUser(),
    keepToken((renewed) => {
      token = renewed
      main.firstElementChild?.setAttribute('access-token', renewed)
    }),
  ])
  if (!user) return signIn()
  document.getElementById('user').textContent = user.displayName
  document.body.toggleAttribute('data-reader', !user.roles.includes('administrator'))

  if (!allowed) return refuse(pageTexts[language].forbidden)

  const proposes = await countWaiting()
  followInstance(document.getElementById('instance'), user, proposes && (await needsApproval()))
  if (proposes) {
    publishWithCare(() => countWaiting())
    for (const link of document.querySelectorAll('[data-proposals]')) link.hidden = false
  }
  await started
  window.addEventListener('hashchange', show)
  await show()
}

start().catch((error) => {
  refuse(pageTexts[language].failed)
  throw error
})
