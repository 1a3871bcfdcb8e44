// One launcher at a time on a data directory. Node has no flock, so the lock is a file that names its holder by
// process id and process start time: an id alone would be believed after a reboot gave it to somebody else.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

/** The start time of a process as the system tells it, or null when there is no such process. */
export function processStart(pid) {
  try {
    if (fs.existsSync('/proc/self/stat')) {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command name may hold spaces and brackets; fields are counted from its closing bracket.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : fields[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Whether the process that wrote {pid, started} is still the one that runs under that id. */
export const isAlive = (holder) => !!holder && processStart(holder.pid) === holder.started;

/** What identifies this process, now and for a later launcher. */
export const identify = (pid) => ({ pid, started: processStart(pid) });

function readHolder(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Takes the lock and returns a function that gives it back.
 * Returns null when a living launcher holds it. A lock left by a killed launcher is taken over.
 */
export function takeLock(directory) {
  const file = path.join(directory, 'launcher.lock');
  for (let attempt = 0; attempt < 5; attempt++) {
    // Written aside and linked into place, so that nobody ever reads half a lock.
    const mine = `${file}.${process.pid}`;
    fs.writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
    try {
      fs.linkSync(mine, file);
      fs.rmSync(mine);
      return () => {
        if (readHolder(file)?.pid === process.pid) fs.rmSync(file, { force: true });
      };
    } catch (error) {
      fs.rmSync(mine, { force: true });
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (isAlive(holder)) return null;
    // Of two launchers that find the same stale lock, rename lets only one succeed.
    const stale = `${file}.stale.${process.pid}`;
    try {
      fs.renameSync(file, stale);
      const moved = readHolder(stale);
      // Between reading and renaming, another launcher may have taken over: put its lock back.
      if (isAlive(moved)) fs.linkSync(stale, file);
      fs.rmSync(stale, { force: true });
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
    }
  }
  return null;
}

/** Who holds the lock of a data directory, or null. */
export function lockHolder(directory) {
  const holder = readHolder(path.join(directory, 'launcher.lock'));
  return isAlive(holder) ? holder : null;
}
