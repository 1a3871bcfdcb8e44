import { elementOf } from './elements.js'
import { parseRoute } from './routes.js'
import { currentUser, keepToken, signIn } from './session.js'
import { chosenLanguage, chooseLanguage, translatePage } from './text/language.js'
import { pageTexts } from './text/page.js'

const main = document.getElementById('main')
const language = chosenLanguage()
let token = ''

function show() {
  const route = parseRoute(location.hash)
  main.replaceChildren(elementOf(route, token))
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
