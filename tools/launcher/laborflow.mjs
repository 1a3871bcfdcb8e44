// ./laborflow: reads the command line and hands over to the command.
import { LauncherError } from './postgres.mjs';

const help = `LaborFlow · 劳动关系案件办理

  ./laborflow start [--data DIR] [--port N] [--demo [--demo-days N]] [--no-build]
        安装、构建并启动，数据在 ./data；--demo 加演示账号和样例案件（仅限本机）
        install, build and serve; data in ./data; --demo adds demo accounts and sample cases (loopback only)
  ./laborflow test [--only NAME]
        运行全部测试 / every test suite
  ./laborflow bench [--quick] [NAME …]
        性能测试，见 bench/README.md / benchmarks, see bench/README.md
  ./laborflow migrate [--data DIR]
        只升级数据库 / bring the database up to date, and nothing else
  ./laborflow user add NAME --role ROLE
        添加账号，口令在提示处输入 / add an account; asks for the password
  ./laborflow import FILE.csv
        导入争议，见 samples/README.md / import disputes, see samples/README.md
  ./laborflow keys list | rotate
        个人信息的密钥：查看、轮换 / the keys of personal data: show, rotate
  ./laborflow simulate --district-year [--scale 0.01] [--days 365] [--seed N] [--curiosity 1]
        模拟一个区一年的办案（另建数据库） / drive a district's year, in a database of its own
  ./laborflow audit …
        核验办案记录 / verify the audit trail

  设置 ConnectionStrings__LaborFlow 时使用该数据库，不启动内置的 PostgreSQL。
  With ConnectionStrings__LaborFlow set, that database is used and none is started.
`;

const hostCommands = new Set(['migrate', 'user', 'import', 'audit', 'keys', 'simulate']);

async function main([command = 'help', ...args]) {
  if (command === 'start') return (await import('./start.mjs')).start(args);
  if (command === 'test') return (await import('./test.mjs')).test(args);
  if (command === 'bench') return (await import('./bench.mjs')).bench(args);
  if (hostCommands.has(command)) return (await import('./start.mjs')).hostCommand(command, args);
  process.stdout.write(help);
  return ['help', '--help', '-h'].includes(command) ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(error instanceof LauncherError ? `${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
