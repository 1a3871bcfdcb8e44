// `bench`: one table of what is timed, against a PostgreSQL of its own with full durability.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPackages } from './build.mjs';
import { startPostgres } from './postgres.mjs';
import { checkTools, root, run, say } from './processes.mjs';

/** `bench [--quick] [NAME …]`: the names are those of bench/README.md; without one, everything is timed. */
export async function bench(args) {
  checkTools();
  await installPackages();
  const project = path.join(root, 'bench', 'Engine', 'LaborFlow.Bench.csproj');
  await run('dotnet', ['build', project, '-c', 'Release', '-v', 'quiet', '-nologo', '-p:RunAnalyzers=false', '--disable-build-servers'], {
    label: '构建性能测试 / Building the benchmarks',
  });
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'laborflow-bench-'));
  fs.chmodSync(directory, 0o711);
  const postgres = await startPostgres(directory, { say });
  try {
    say('计时开始，全部约需十分钟 / Timing; everything takes about ten minutes');
    const program = path.join(path.dirname(project), 'bin', 'Release', 'net10.0', 'LaborFlow.Bench.dll');
    const { status } = await run('dotnet', [program, ...args], {
      live: true, check: false, env: { LABORFLOW_TEST_POSTGRES: postgres.adminConnectionString },
    });
    return status;
  } finally {
    await postgres.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
