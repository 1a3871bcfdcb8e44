import { elementOf } from './elements.js'
import { markActivities } from './look/marks.js'
import { parseRoute } from './routes.js'
import { currentUser, keepToken, signIn } from './session.js'
import { settleView } from './studio/view.js'
import { chosenLanguage, chooseLanguage, translatePage } from './text/language.js'
import { pageTexts } from './text/page.js'

const main = document.getElementById('main')
const language = chosenLanguage()
let token = ''
let stopSettling = () => {}

function show() {
  const route = parseRoute(location.hash)
  stopSettling()
  main.replaceChildren(elementOf(route, token))
  stopSettling = settleView(main)
  const list = route.place === 'instances' || route.place === 'viewer' ? 'instances' : 'definitions'
  for (const link of document.querySelectorAll('[data-route]'))
    link.toggleAttribute('aria-current', link.dataset.route === list)
  document.getElementById('place').textContent = route.id ?? ''
}

function refuse(text) {
  document.getElementById('loading').textContent = text
}

async function start() {
  translatePage(language)
  markActivities()
  const button = document.getElementById('language')
  button.textContent = pageTexts[language].otherLanguage
  button.addEventListener('click', () => chooseLanguage(language === 'zh-CN' ? 'en' : 'zh-CN'))

  const user = await currentUser()
  if (!user) return signIn()
  document.getElementById('user').textContent = user.displayName

  const allowed = await keepToken((renewed) => {
    token = renewed
    main.firstElementChild?.setAttribute('access-token', renewed)
  })
  if (!allowed) return refuse(pageTexts[language].forbidden)

  await window.Blazor.start({ applicationCulture: language === 'zh-CN' ? 'zh-CN' : 'en-US' })
  window.addEventListener('hashchange', show)
  show()
}

start().catch((error) => {
  refuse(pageTexts[language].failed)
  throw error
})
