/** Closes the run with the tests that needed a second try and one plain line of counts, for programs that read the output. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    for (const { testFilePath, testResults } of results.testResults) {
      for (const { fullName, invocations, status } of testResults) {
        if (status !== "passed" || (invocations ?? 1) < 2) continue;
        process.stdout.write(`\npassed on the second try: ${fullName} (${testFilePath})\n`);
      }
    }
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      `\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  }
}
