// `test`: everything that must hold, in one run that ends with "N passed, N failed".
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFrontEnds, installPackages, workDirectory, workspaces } from './build.mjs';
import { startTemporaryPostgres, LauncherError } from './postgres.mjs';
import { ask, checkTools, killChildren, root, run, say } from './processes.mjs';
import { readNode, readTrx, readVitest } from './results.mjs';

const resultsDirectory = path.join(workDirectory, 'test-results');
// A compiler or a test process is short and makes much garbage: room for it, and no counting of calls for a better compilation that
// comes too late, save a quarter of its processor time.
const shortLived = { DOTNET_TieredPGO: '0', DOTNET_GCgen0size: '0x4000000', DOTNET_EnableWriteXorExecute: '0' };
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome'];

const which = (names) => names.map((name) => ask('sh', ['-c', `command -v ${name}`])).find(Boolean) ?? null;
const hasChineseFonts = () =>
  !!ask('sh', ['-c', 'fc-list :lang=zh-cn family | grep . || dpkg -s fonts-noto-cjk 2>/dev/null | grep "^Status: install ok"']);

/** Chromium and Chinese fonts, installed through apt when they are missing and that is permitted. */
async function ensureBrowser() {
  const missing = [...(which(chromiumNames) ? [] : ['chromium']), ...(hasChineseFonts() ? [] : ['fonts-noto-cjk'])];
  if (missing.length > 0) {
    const sudo = process.getuid?.() === 0 ? [] : ask('sudo', ['-n', 'true']) !== null ? ['sudo', '-n'] : null;
    if (!sudo || !which(['apt-get'])) {
      throw new LauncherError(`请先安装 / Please install first: ${missing.join(' ')}\n  sudo apt-get install ${missing.join(' ')}`);
    }
    const apt = (...args) => [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    const execute = ([program, ...args], label) => run(program, args, { label });
    await execute(apt('update'), '更新 apt 目录 / Updating the apt lists');
    await execute(apt('install', '-y', '--no-install-recommends', ...missing), `安装 / Installing ${missing.join(' ')}`);
  }
  return which(chromiumNames);
}

/** The .NET test projects that hold tests. */
function testProjects() {
  return fs
    .readdirSync(path.join(root, 'tests'))
    .filter((folder) => folder.endsWith('.Tests'))
    .filter((folder) =>
      fs
        .readdirSync(path.join(root, 'tests', folder), { recursive: true })
        .some((file) => file.endsWith('.cs') && !/^(bin|obj)[\\/]/.test(file)),
    )
    .map((folder) => ({ name: folder, assembly: path.join('tests', folder, 'bin/Debug/net10.0', `LaborFlow.${folder}.dll`) }));
}

/** One suite: a name, and how to run it to { passed, failed, skipped, failures }. */
function suites(environment) {
  const dotnet = testProjects().map(({ name, assembly }) => ({
    name,
    async run() {
      const file = path.join(resultsDirectory, `${name}.trx`);
      const args = ['test', assembly, '--logger', `trx;LogFileName=${file}`, '--results-directory', resultsDirectory];
      const { status, output } = await run('dotnet', args, { env: environment, check: false });
      const result = fs.existsSync(file) ? readTrx(fs.readFileSync(file, 'utf8')) : null;
      return { status, output, result };
    },
  }));
  const npm = workspaces()
    .filter(({ manifest }) => manifest.scripts?.test)
    .map(({ folder, manifest }) => ({
      name: folder,
      async run() {
        const vitest = manifest.scripts.test.includes('vitest');
        const file = path.join(resultsDirectory, `${folder.replaceAll('/', '-')}.json`);
        const args = ['test', '-w', manifest.name, ...(vitest ? ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`] : [])];
        const { status, output } = await run('npm', args, { env: environment, check: false });
        const result = !vitest ? readNode(output) : fs.existsSync(file) ? readVitest(fs.readFileSync(file, 'utf8')) : null;
        return { status, output, result };
      },
    }));
  const launcher = {
    name: 'launcher',
    async run() {
      const folder = path.join(root, 'tools/launcher/test');
      const files = fs.readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
      const { status, output } = await run('node', ['--test', ...files.map((file) => path.join(folder, file))], { env: environment, check: false });
      return { status, output, result: readNode(output) };
    },
  };
  return [launcher, ...npm, ...dotnet];
}

/** Runs one suite and says how it went. A suite in which nothing ran has failed. */
async function runSuite(suite) {
  const started = Date.now();
  const { status, output, result } = await suite.run();
  const counts = result ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (counts.passed + counts.failed === 0 || (status !== 0 && counts.failed === 0)) counts.failed += 1;
  fs.writeFileSync(path.join(resultsDirectory, `${suite.name.replaceAll('/', '-')}.log`), output);
  if (counts.failed > 0) {
    process.stdout.write(`${output.trimEnd().split('\n').slice(-150).join('\n')}\n`);
    for (const failure of counts.failures) process.stdout.write(`  FAILED ${suite.name}: ${failure}\n`);
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  say(`${suite.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`);
  return { name: suite.name, ...counts };
}

/** A check that is no test: it counts as one failure when it fails. */
async function check(name, program, args, label, env = {}) {
  const { status, output } = await run(program, args, { label, env, check: false });
  if (status === 0) return [];
  process.stdout.write(`${output.trimEnd().split('\n').slice(-60).join('\n')}\n`);
  say(`${name}: failed`);
  return [{ name, passed: 0, failed: 1, skipped: 0 }];
}

function summarise(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  process.stdout.write('\n');
  for (const result of results) {
    process.stdout.write(`  ${result.name.padEnd(24)} ${result.passed} / ${result.failed} / ${result.skipped}\n`);
  }
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** `test [--only NAME]`: all suites, or those whose name contains NAME. */
export async function test(args) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  const wanted = (name) => !values.only || name.toLowerCase().includes(values.only.toLowerCase());
  const results = [];
  let postgres = null;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      killChildren('SIGTERM');
      await postgres?.stop();
      process.exit(130);
    });
  }
  try {
    fs.rmSync(resultsDirectory, { recursive: true, force: true });
    fs.mkdirSync(resultsDirectory, { recursive: true });
    checkTools();
    // One of two cores is idle while packages arrive and front ends are built.
    const checked = (async () => {
      await run('dotnet', ['tool', 'restore'], { label: '恢复 .NET 工具 / Restoring .NET tools' });
      return check('format', 'dotnet', ['csharpier', 'check', '.'], '检查代码格式 / Checking the format');
    })();
    const [format] = await Promise.all([checked, installPackages()]);
    results.push(...format);
    const browserWanted = testProjects().some(({ name }) => name === 'Browser.Tests' && wanted(name));
    const chromium = browserWanted ? await ensureBrowser() : which(chromiumNames);
    // One compiler for all projects is warm after the first; it is ended with the build, as its nodes are.
    const build = ['build', 'LaborFlow.sln', '-nologo', '-v', 'quiet', '-clp:ErrorsOnly', '-nodeReuse:false'];
    const frontEnds = async () => {
      await buildFrontEnds();
      return Promise.all(
        workspaces()
          .filter((workspace) => workspace.manifest.scripts?.lint)
          .map(({ manifest }) => check(`${manifest.name} lint`, 'npm', ['run', 'lint', '-w', manifest.name], `检查前端代码 ${manifest.name} / Linting ${manifest.name}`)),
      );
    };
    const [broken, linted] = await Promise.all([
      check('build', 'dotnet', build, '构建解决方案（含分析器）/ Building the solution with its analyzers', shortLived),
      frontEnds(),
    ]);
    results.push(...broken, ...linted.flat());
    await run('dotnet', ['build-server', 'shutdown', '--vbcscompiler'], { check: false });
    if (broken.length === 0) {
      say('启动测试用 PostgreSQL / Starting a PostgreSQL for the tests');
      postgres = await startTemporaryPostgres({ say });
      const queue = suites({ ...shortLived, LABORFLOW_TEST_POSTGRES: postgres.adminConnectionString, LABORFLOW_CHROMIUM: chromium ?? '' }).filter((suite) => wanted(suite.name));
      // Two at a time on two cores: the long one from the first minute on, and last the browser, which waits for pages as long as it takes.
      const place = ({ name }) => ['Host.Tests', '', 'Browser.Tests'].indexOf(/^(Host|Browser)\.Tests$/.test(name) ? name : '');
      queue.sort((one, other) => place(one) - place(other));
      const worker = async () => {
        for (let suite; (suite = queue.shift()); ) results.push(await runSuite(suite));
      };
      await Promise.all([worker(), worker()]);
    }
  } catch (error) {
    process.stdout.write(`${error instanceof LauncherError ? error.message : error.stack}\n`);
    results.push({ name: 'run', passed: 0, failed: 1, skipped: 0 });
  } finally {
    await postgres?.stop();
  }
  return summarise(results);
}
