// Installing and building, each only when what it is made from has changed. Stamps live in .laborflow/.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { checkTools, root, run, say } from './processes.mjs';

/** Where the launcher keeps what it built and its stamps; safe to delete at any time. */
export const workDirectory = path.join(root, '.laborflow');

const skipped = new Set(['node_modules', 'bin', 'obj', 'dist', 'TestResults', '.git']);

function* filesUnder(target) {
  const stat = fs.statSync(target, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isFile()) {
    yield target;
    return;
  }
  for (const entry of fs.readdirSync(target, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesUnder(path.join(target, entry.name));
    else if (entry.isFile()) yield path.join(target, entry.name);
  }
}

/** A digest of the names and contents of files and folders, given relative to the clone. */
export function digest(targets, extra = '') {
  const hash = crypto.createHash('sha256').update(extra);
  for (const target of targets) {
    for (const file of filesUnder(path.join(root, target))) {
      hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const stampFile = (name) => path.join(workDirectory, `${name}.stamp`);
const readStamp = (name) => (fs.existsSync(stampFile(name)) ? fs.readFileSync(stampFile(name), 'utf8') : null);

async function unlessUnchanged(name, value, product, make) {
  if (readStamp(name) === value && fs.existsSync(product)) return false;
  fs.rmSync(stampFile(name), { force: true }); // half-made is not made
  await make();
  fs.mkdirSync(workDirectory, { recursive: true });
  fs.writeFileSync(stampFile(name), value);
  return true;
}

/** The npm workspaces that are really there, with their package.json. */
export function workspaces() {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return manifest.workspaces
    .filter((folder) => fs.existsSync(path.join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8')) }));
}

/** `npm ci`, when package-lock.json has changed since the last time. */
export const installPackages = () =>
  unlessUnchanged(
    'npm',
    digest(['package-lock.json', 'package.json', '.npmrc'], process.versions.modules),
    path.join(root, 'node_modules'),
    () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { label: '安装 npm 软件包 / Installing npm packages' }),
  );

/** What a workspace is built from: its folder, and for the workbench the English of the procedures and of the register that it carries. */
export function builtFrom(folder) {
  const english =
    folder === 'workbench' ? [...filesUnder(path.join(root, 'src'))].filter((file) => path.basename(file) === 'english.json') : [];
  return [folder, ...english.map((file) => path.relative(root, file)), 'package-lock.json'];
}

/** Builds every workspace that has a build script and whose files have changed. */
export async function buildFrontEnds() {
  for (const { folder, manifest } of workspaces().filter((workspace) => workspace.manifest.scripts?.build)) {
    await unlessUnchanged(
      folder.replaceAll('/', '-'),
      digest(builtFrom(folder)),
      path.join(root, folder, 'dist'),
      () => run('npm', ['run', 'build', '-w', manifest.name], { label: `构建前端 ${folder} / Building ${folder}` }),
    );
  }
}

/** The published host. */
export const hostDirectory = path.join(workDirectory, 'host');
export const hostAssembly = path.join(hostDirectory, 'LaborFlow.Host.dll');

/** Publishes the host into .laborflow/host, when its sources have changed. */
export const buildHost = () =>
  unlessUnchanged(
    'host',
    digest(['src', 'Directory.Build.props', 'Directory.Packages.props', 'global.json']),
    hostAssembly,
    async () => {
      const fresh = `${hostDirectory}.new`;
      fs.rmSync(fresh, { recursive: true, force: true });
      const args = ['publish', 'src/Host/LaborFlow.Host.csproj', '-c', 'Release', '-o', fresh, '-v', 'quiet', '-nologo'];
      // Analyzers guard what is landed (./laborflow test); here they would only double the wait.
      args.push('-p:RunAnalyzers=false', '-p:UseAppHost=false', '--disable-build-servers');
      await run('dotnet', args, { label: '构建主机 / Building the host' });
      fs.rmSync(hostDirectory, { recursive: true, force: true });
      fs.renameSync(fresh, hostDirectory);
    },
  );

/** Everything that must be there before the host can start. */
export async function prepare({ build = true } = {}) {
  if (build) {
    checkTools();
    await installPackages();
    await buildFrontEnds();
    await buildHost();
  } else if (!fs.existsSync(hostAssembly)) {
    say('尚未构建，先构建一次 / Nothing is built yet, so it is built once');
    await prepare();
  }
}
