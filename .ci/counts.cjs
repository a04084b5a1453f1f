// Prints `N passed, N failed, N skipped` from a vitest JSON report; exits with 1 if anything failed.
const { existsSync, readFileSync } = require('node:fs');

const path = process.argv[2];
if (!existsSync(path)) {
  console.log('The tests did not run.');
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const report = JSON.parse(readFileSync(path, 'utf8'));
// A file that cannot be loaded fails without any of its tests having run.
const brokenFiles = report.testResults.filter(
  (file) =>
    file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
for (const file of brokenFiles) console.log(`Could not run ${file.name}: ${file.message}`);
const passed = report.numPassedTests;
const failed = report.numFailedTests + brokenFiles.length;
const skipped = report.numTotalTests - report.numPassedTests - report.numFailedTests;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
