// `bench`: runs the programs of bench/ against a PostgreSQL of their own, with full durability.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPackages } from './build.mjs';
import { LauncherError, startPostgres } from './postgres.mjs';
import { checkTools, root, run, say } from './processes.mjs';

/** `bench [ARGS]`: the arguments go to every program, e.g. BenchmarkDotNet's --filter. */
export async function bench(args) {
  const folder = path.join(root, 'bench');
  const projects = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.csproj')).map((file) => path.join(folder, file))
    : [];
  if (projects.length === 0) throw new LauncherError('没有性能测试程序 / There are no benchmark programs in bench/');
  checkTools();
  await installPackages();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'laborflow-bench-'));
  fs.chmodSync(directory, 0o711);
  const postgres = await startPostgres(directory, { say });
  try {
    for (const project of projects) {
      const name = path.basename(project, '.csproj');
      await run('dotnet', ['run', '-c', 'Release', '--project', project, '--', ...args], {
        label: name, live: true, env: { LABORFLOW_TEST_POSTGRES: postgres.adminConnectionString },
      });
    }
    return 0;
  } finally {
    await postgres.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
