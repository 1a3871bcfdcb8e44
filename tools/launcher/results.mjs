// Reads what the test runners leave: how many passed, failed and were skipped, and what failed.

const unescape = (text) =>
  text.replace(/&#x([0-9A-Fa-f]+);|&(lt|gt|quot|apos|amp);/g, (_, hex, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name],
  );

/** Visual Studio's TRX, as written by `dotnet test`. */
export function readTrx(xml) {
  const attributes = /<Counters ([^>]*)\/>/.exec(xml)?.[1] ?? '';
  const count = (name) => Number(new RegExp(`(?:^| )${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
  const failures = [...xml.matchAll(/<UnitTestResult [^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes('outcome="Failed"'))
    .map((tag) => unescape(/testName="([^"]*)"/.exec(tag)?.[1] ?? '?'));
  // The counter notExecuted stays 0 for skipped tests; what was not executed is what is left of the total.
  return { passed: count('passed'), failed: count('executed') - count('passed'), skipped: count('total') - count('executed'), failures };
}

/** Vitest's JSON report. */
export function readVitest(json) {
  const report = JSON.parse(json);
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
    return failed.length === 0 && file.status === 'failed' ? [file.name] : failed; // a file that could not be loaded
  });
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

/** The closing lines of Node's test runner, in its TAP or its readable form. */
export function readNode(output) {
  const count = (name) => Number(new RegExp(`^(?:#|ℹ) ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failures = [...output.matchAll(/^ *not ok \d+ - (.*)$|^ *✖ (.*?)(?: \([\d.]+ms\))?$/gm)].map((match) => match[1] ?? match[2]);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
    failures: [...new Set(failures)],
  };
}
