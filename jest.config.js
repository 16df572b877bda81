export default {
  testMatch: [
    "<rootDir>/{packages,services}/*/src/**/*.test.{ts,tsx}",
    "<rootDir>/test/**/*.test.ts",
  ],
  modulePathIgnorePatterns: ["/dist/"], // a built manifest repeats the package's name
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "\\.tsx?$": "<rootDir>/test/support/strip-types.js" },
  sandboxInjectedGlobals: ["Math"], // a suite's own context finds it slowly, and pictures are decoded with it
  coverageProvider: "v8",
  globalSetup: "<rootDir>/test/support/before-all-suites.js",
  testSequencer: "<rootDir>/test/support/longest-first.js",
  maxWorkers: 3, // on two cores: suites wait for real processes a good part of their time
  testTimeout: 60_000, // real processes on a busy machine take their time
  setupFilesAfterEnv: ["<rootDir>/test/support/second-chance.js"],
  reporters: ["default", "<rootDir>/test/support/count-reporter.js"],
};
