// Starts Studio's program, as early as the page can.
import { parseRoute } from './routes.js'
import { programOf } from './studio/programs.js'
import { goToBase, keepAddress } from './studio/address.js'
import { askAhead } from './studio/ahead.js'
import { listenToStudio } from './studio/calls.js'
import { keepChoices } from './studio/choices.js'
import { measureByCopies } from './studio/measuring.js'
import { holdToolbox } from './studio/toolbox.js'
import { chosenLanguage } from './text/choice.js'

/** Seconds after which .NET notes which of its methods ran often; from the next start on it prepares those for speed at once. */
const noteAfter = 5

const compilesNothing = ['traces', 'interp-entry', 'jit-call'].map((part) => `--no-jiterpreter-${part}-enabled`)

askAhead(parseRoute(location.hash))
goToBase()
keepAddress()
listenToStudio()
holdToolbox()
keepChoices()
measureByCopies()

/** Settled when Studio's elements can be put on the page. */
export const started = window.Blazor.start({
  applicationCulture: chosenLanguage() === 'zh-CN' ? 'zh-CN' : 'en-US',
  // .NET would ask for its settings again each time; like all else they lie at an address that changes with them.
  loadBootResource: (kind, name, address) => (kind === 'configuration' ? fetch(address) : programOf(name)),
  configureRuntime: (runtime) => {
    runtime.withInterpreterPgo(true, noteAfter)
    // What people do here runs once or a few times: compiling it to WebAssembly on the way costs more than it ever gains.
    runtime.withRuntimeOptions(compilesNothing)
    // Opening a drawing allocates much that lives on: with a small nursery .NET would stop for it again and again.
    runtime.withEnvironmentVariable('MONO_GC_PARAMS', 'nursery-size=64m')
  },
})
