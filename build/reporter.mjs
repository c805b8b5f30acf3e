import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** A vitest reporter that leaves the counts, and each skipped test with its reason, in one small file. */
export default class SummaryReporter {
  #file;

  constructor({ file }) {
    this.#file = file;
  }

  onTestRunEnd(modules, errors) {
    const suites = {};
    for (const module of modules) {
      const suite = (suites[module.project.name] ??= { passed: 0, failed: 0, skipped: [], broken: [] });
      if (module.state() === 'failed' && module.errors().length > 0) suite.broken.push(relative('.', module.moduleId));
      for (const test of module.children.allTests()) count(suite, test);
    }
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ suites, errors: errors.length }, null, 2));
  }
}

function count(suite, test) {
  const { state, note } = test.result();
  if (state === 'passed') suite.passed += 1;
  else if (state === 'skipped') suite.skipped.push({ test: test.fullName, reason: note ?? '' });
  else suite.failed += 1;
}
