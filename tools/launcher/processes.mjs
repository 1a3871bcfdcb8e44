// Running other programs, and saying what is going on while they run.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LauncherError } from './postgres.mjs';

/** The top of the clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const begin = Date.now();

/** One progress line, with the seconds since the command began. */
export function say(line) {
  const seconds = ((Date.now() - begin) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`[${seconds}s] ${line}\n`);
}

/** What every child gets: no telemetry of tools, no banners, and English messages that the launcher can read. */
export const quietEnvironment = {
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
  DOTNET_CLI_UI_LANGUAGE: 'en',
  // Build servers left behind would outlive the command.
  MSBUILDDISABLENODEREUSE: '1',
};

/**
 * Runs a program to its end and gives { status, output }. With a label, says what runs and repeats it every
 * 15 seconds; output is shown only when the program fails, unless live.
 */
export async function run(program, args, { cwd = root, env = {}, label, live = false, check = true } = {}) {
  if (label) say(label);
  const started = Date.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...quietEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      chunks.push(chunk);
      if (live) process.stdout.write(chunk);
    });
  }
  const reminder = label
    ? setInterval(() => say(`${label} … ${Math.round((Date.now() - started) / 1000)} s`), 15_000)
    : null;
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
  clearInterval(reminder);
  children.delete(child);
  const output = Buffer.concat(chunks).toString('utf8');
  if (check && status !== 0) {
    if (!live) process.stderr.write(excerpt(output));
    throw new LauncherError(`失败 / failed (${status}): ${path.basename(program)} ${args.slice(0, 3).join(' ')}`);
  }
  return { status, output };
}

/** Tools say what is wrong at the beginning or at the end. */
function excerpt(output, lines = output.trimEnd().split('\n')) {
  return (lines.length <= 80 ? lines : [...lines.slice(0, 30), '…', ...lines.slice(-50)]).join('\n') + '\n';
}

const children = new Set();

/** Passes a signal on to whatever run() has running. */
export function killChildren(signal) {
  for (const child of children) child.kill(signal);
}

/** The output of a short program, or null when it is missing or fails. */
export function ask(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...quietEnvironment } });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** Refuses to go on without the SDK, Node.js and npm that the project is built with. */
export function checkTools({ sdk = true } = {}) {
  const node = Number(process.versions.node.split('.')[0]);
  if (node < 20) {
    throw new LauncherError(
      `需要 Node.js 20 或更高版本，当前为 ${process.versions.node}。\nNode.js 20 or later is needed; this is ${process.versions.node}.`,
    );
  }
  if (!sdk) return;
  const sdks = ask('dotnet', ['--list-sdks']);
  if (!sdks?.split('\n').some((line) => Number(line.split('.')[0]) >= 10)) {
    const found = sdks ? sdks.split('\n').map((line) => line.split(' ')[0]).join(', ') : '–';
    throw new LauncherError(
      `需要 .NET SDK 10（dotnet --list-sdks：${found}）。\nThe .NET 10 SDK is needed (dotnet --list-sdks: ${found}).`,
    );
  }
}
