// The host's log: a file of JSON lines in DATA/logs, turned over by size so that it never fills the disk.
import fs from 'node:fs';
import path from 'node:path';

const limit = 32 * 1024 ** 2;
const kept = 5;

/** Writes a stream to DATA/logs/host.log; host.log.1 … host.log.5 are the older ones. */
export function keepLog(directory, ...streams) {
  const file = path.join(directory, 'logs', 'host.log');
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 }); // it names parties
  let log = fs.openSync(file, 'a', 0o600);
  let size = fs.fstatSync(log).size;
  for (const stream of streams) {
    stream.on('data', (chunk) => {
      if (size > limit && chunk.at(-1) === 0x0a) {
        fs.closeSync(log);
        for (let age = kept; age > 0; age--) {
          const older = age === 1 ? file : `${file}.${age - 1}`;
          if (fs.existsSync(older)) fs.renameSync(older, `${file}.${age}`);
        }
        log = fs.openSync(file, 'a', 0o600);
        size = 0;
      }
      size += fs.writeSync(log, chunk);
    });
  }
  return file;
}
