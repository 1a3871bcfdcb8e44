// Fails the build when the first script of the application outgrows its budget: offices load it over slow links.
import { existsSync, readFileSync, statSync } from 'node:fs';

const budget = 450 * 1024;
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const size = (key) => {
  const path = `dist/${manifest[key].file}`;
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
};
const initial = [...closure('index.html')].reduce((total, key) => total + size(key), 0);
console.log(`initial script: ${(initial / 1024).toFixed(0)} kB compressed (budget ${budget / 1024} kB)`);
if (initial > budget) process.exit(1);
