// `start`, and the commands of the host that need only the database.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hostAssembly, prepare } from './build.mjs';
import { identify, isAlive, lockHolder, takeLock } from './lock.mjs';
import { keepLog } from './log.mjs';
import { LauncherError, freePort, runningServer, startPostgres } from './postgres.mjs';
import { killChildren, quietEnvironment, root, say } from './processes.mjs';

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function dataDirectoryOf(option) {
  const directory = path.resolve(option ?? process.env.LABORFLOW_DATA ?? path.join(root, 'data'));
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

/**
 * The accounts of the database: the host runs as its own, which can neither alter a table nor change what is only appended; the owner's is
 * for migrations. On a server of the office's own both are in the environment already.
 */
function databaseOf(server) {
  return server
    ? { ConnectionStrings__LaborFlow: server.hostConnectionString, ConnectionStrings__LaborFlowOwner: server.connectionString }
    : {};
}

/** The environment of the host: where its database, its files and its pages are. */
function hostEnvironment(directory, server) {
  const page = (folder) => path.join(root, folder, 'dist');
  return {
    ...process.env,
    ...quietEnvironment,
    ...databaseOf(server),
    LaborFlow__DataDirectory: process.env.LaborFlow__DataDirectory ?? directory,
    LaborFlow__WorkbenchDirectory: process.env.LaborFlow__WorkbenchDirectory ?? page('workbench'),
    LaborFlow__DesignerDirectory: process.env.LaborFlow__DesignerDirectory ?? page('designer'),
    LaborFlow__SamplesDirectory: process.env.LaborFlow__SamplesDirectory ?? path.join(root, 'samples'),
    // Two cores are the common case in an office: one heap, and no wait for optimised code at start.
    DOTNET_gcServer: process.env.DOTNET_gcServer ?? '0',
    DOTNET_TieredPGO: process.env.DOTNET_TieredPGO ?? '0',
  };
}

/**
 * A host that outlived its launcher would keep the port and the old version alive. Its id is in DATA/host.json.
 */
async function stopLeftHost(directory) {
  const file = path.join(directory, 'host.json');
  let left = null;
  try {
    left = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return;
  }
  if (isAlive(left)) {
    say('停止上次遗留的主机 / Stopping a host that was left behind');
    await stopProcess(left.pid, () => isAlive(left));
  }
  fs.rmSync(file, { force: true });
}

async function stopProcess(pid, alive, patience = 30_000) {
  try {
    process.kill(pid, 'SIGTERM');
    for (const deadline = Date.now() + patience; alive() && Date.now() < deadline; ) await sleep(20);
    if (alive()) process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function demoArguments({ demo, 'demo-days': days }) {
  if (days === undefined) return demo ? ['--demo'] : [];
  if (!demo || !/^[1-9]\d{0,2}$/.test(days) || Number(days) > 365) {
    throw new LauncherError('--demo-days N：与 --demo 同用，1 至 365 天 / goes with --demo, from 1 to 365 days');
  }
  return ['--demo', '--demo-days', days];
}

/** `start`: serves until Ctrl-C, SIGTERM, or the end of the host or of the database. */
export async function start(args) {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '5080' },
      demo: { type: 'boolean', default: false },
      'demo-days': { type: 'string' },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new LauncherError(`--port ${values.port}：不是端口号 / is no port`);
  }
  const directory = dataDirectoryOf(values.data);
  const release = takeLock(directory);
  if (!release) {
    const holder = lockHolder(directory);
    throw new LauncherError(
      `另一个 ./laborflow（进程 ${holder?.pid ?? '?'}）正在使用 ${directory}。\n` +
        `Another ./laborflow (process ${holder?.pid ?? '?'}) uses ${directory}.`,
    );
  }

  // One path down, whatever ends the run: host first, then the database, then the lock.
  let wake;
  const ending = new Promise((resolve) => (wake = resolve));
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true;
      killChildren('SIGTERM');
      wake({ reason: signal });
    });
  }

  let postgres = null;
  let host = null;
  try {
    const demo = demoArguments(values);
    await prepare({ build: !values['no-build'] });
    if (asked) return 130;
    await stopLeftHost(directory);
    if ((await freePort(port)) !== port) {
      throw new LauncherError(`端口 ${port} 已被占用，请用 --port / Port ${port} is taken: choose another with --port`);
    }

    if (!process.env.ConnectionStrings__LaborFlow) {
      say('启动 PostgreSQL / Starting PostgreSQL');
      postgres = await startPostgres(directory, { say });
      postgres.exit?.then(() => wake({ reason: 'PostgreSQL' }));
    }
    if (asked) return 130;

    say('启动主机（升级数据库、安装办案流程）/ Starting the host (migrations, procedures)');
    const hostArguments = [hostAssembly, 'serve', '--port', String(port), ...demo];
    // A session of its own, so that Ctrl-C reaches it once, from here.
    host = spawn('dotnet', hostArguments, {
      cwd: directory, env: hostEnvironment(directory, postgres), detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = keepLog(directory, host.stdout, host.stderr);
    say(`日志 / Log: ${log}`);
    host.ended = new Promise((resolve) => {
      host.once('close', (code, signal) => resolve({ reason: 'host', code: code ?? signal }));
      host.once('error', (error) => resolve({ reason: 'host', code: error.message }));
    });
    host.ended.then(wake);
    fs.writeFileSync(path.join(directory, 'host.json'), JSON.stringify(identify(host.pid)), { mode: 0o600 });

    let over = false;
    ending.then(() => (over = true));
    const first = await Promise.race([ending, untilReady(port, () => over)]);
    if (!first) {
      process.stdout.write(`Ready: http://localhost:${port}\n`);
    }
    const end = first ?? (await ending);
    if (end.reason === 'host') {
      const last = fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
      process.stderr.write(`${last}\n主机已停止（${end.code}）/ The host ended (${end.code}).\n`);
      return 1;
    }
    if (end.reason === 'PostgreSQL') {
      process.stderr.write('PostgreSQL 已停止 / PostgreSQL ended. DATA/postgres/postgres.log\n');
      return 1;
    }
    say('正在停止 / Stopping');
    return 0;
  } finally {
    if (host && host.exitCode === null && host.signalCode === null) {
      await stopProcess(host.pid, () => host.exitCode === null && host.signalCode === null);
      await host.ended;
    }
    fs.rmSync(path.join(directory, 'host.json'), { force: true });
    await postgres?.stop();
    release();
    if (host) say('已停止 / Stopped');
  }
}

/** Resolves to null when the host says that it is ready, or when there is no more use in asking. */
async function untilReady(port, over) {
  for (let tries = 0; !over(); tries++) {
    try {
      const answer = await fetch(`http://localhost:${port}/health/ready`);
      await answer.arrayBuffer();
      if (answer.ok) return null;
    } catch {
      // not listening yet
    }
    if (tries > 0 && tries % 300 === 0) say('等待主机就绪 / Waiting for the host');
    await sleep(50);
  }
  return null;
}

/** Runs a command of the host (migrate, user, import, audit) with the database up, and gives its exit code. */
export async function hostCommand(command, args) {
  const mine = [];
  let data;
  let build = true;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--data') data = args[++i];
    else if (args[i] === '--no-build') build = false;
    else mine.push(args[i]);
  }
  const directory = dataDirectoryOf(data);
  await prepare({ build });

  let server = null;
  let release = null;
  let postgres = null;
  if (!process.env.ConnectionStrings__LaborFlow) {
    release = takeLock(directory);
    if (release) {
      server = postgres = await startPostgres(directory, {});
    } else {
      // `start` runs on this directory: its server is ours to use, not to stop.
      for (let tries = 0; !(server = runningServer(directory)); tries++) {
        if (tries > 600) throw new LauncherError('数据库没有就绪 / The database is not ready');
        await sleep(100);
      }
    }
  }
  const ignore = () => {};
  process.on('SIGINT', ignore).on('SIGTERM', ignore); // the child has the same terminal and decides for itself
  try {
    // Relative file names are meant from where the command was typed.
    const child = spawn('dotnet', [hostAssembly, command, ...mine], {
      cwd: process.cwd(), env: hostEnvironment(directory, server), stdio: 'inherit',
    });
    return await new Promise((resolve, reject) => {
      child.once('exit', (code) => resolve(code ?? 1)).once('error', reject);
    });
  } finally {
    await postgres?.stop();
    release?.();
  }
}
