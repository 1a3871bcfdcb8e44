// Rewrites src/Statutes/Calendar/holidays.json from the State Council's arrangements as the npm package chinese-days carries them.
// usage: npm run refresh -w tools/calendar            (uses the installed package)
//        node refresh.mjs <folder of chinese-days>    (uses an unpacked copy, e.g. on a closed network)
import { createRequire } from 'node:module';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// 2008: the Employment Contract Law came into force and the arrangement of holidays took its present form.
const firstYear = 2008;
const here = dirname(fileURLToPath(import.meta.url));
const source = process.argv[2] ?? join(dirname(createRequire(import.meta.url).resolve('chinese-days')), '..');
const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;

const name = (entry) => {
  const [en, zh] = entry.split(',');
  return { zh, en };
};

// A new year's arrangement can move days of the December before it, so days are gathered first and filed by their own date.
const byYear = new Map();
const published = [];
for (let year = firstYear; ; year++) {
  const file = join(source, 'dist', 'years', `${year}.json`);
  if (!existsSync(file)) break;
  const { holidays, workdays } = JSON.parse(readFileSync(file, 'utf8'));
  const days = [
    ...Object.entries(holidays).map(([date, entry]) => ({ date, working: false, ...name(entry) })),
    ...Object.entries(workdays).map(([date, entry]) => ({ date, working: true, ...name(entry) })),
  ];
  // An empty file means that the arrangement is not published yet; the year must then count as missing, not as free of holidays.
  if (days.length > 0) published.push(year);
  for (const day of days) {
    const own = Number(day.date.slice(0, 4));
    byYear.set(own, [...(byYear.get(own) ?? []), day]);
  }
}
const years = published.map((year) => ({ year, days: byYear.get(year).sort((a, b) => a.date.localeCompare(b.date)) }));

const line = (day) => `      ${JSON.stringify(day)}`;
const text = `{
  "source": "chinese-days ${version}",
  "years": [
${years.map((y) => `    { "year": ${y.year}, "days": [\n${y.days.map(line).join(',\n')}\n    ] }`).join(',\n')}
  ]
}
`;
writeFileSync(join(here, '..', '..', 'src', 'Statutes', 'Calendar', 'holidays.json'), text);
console.log(`holidays.json: ${years[0].year} to ${years.at(-1).year} from chinese-days ${version}`);
