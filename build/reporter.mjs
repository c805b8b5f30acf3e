import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/**
 * A vitest reporter that keeps the counts so far, each skipped test with its reason, and the files under way in one
 * small file that is always whole, so that a run that is killed leaves what it knew.
 */
export default class SummaryReporter {
  #file;
  #suites = {};
  #underWay = new Set();
  /** When each suite's first file began and its last one ended, in ms. */
  #times = {};

  constructor({ file }) {
    this.#file = file;
  }

  onTestRunStart() {
    mkdirSync(dirname(this.#file), { recursive: true });
    this.#save();
  }

  onTestModuleStart(module) {
    this.#times[module.project.name] ??= { began: Date.now() };
    this.#underWay.add(module);
    this.#save();
  }

  onTestCaseResult() {
    this.#save();
  }

  onTestModuleEnd(module) {
    this.#underWay.delete(module);
    this.#times[module.project.name].ended = Date.now();
    add(this.#suites, module);
    this.#save();
  }

  onTestRunEnd(modules, errors) {
    this.#suites = {};
    this.#underWay.clear();
    for (const module of modules) add(this.#suites, module);
    this.#save({ errors: errors.length, done: true });
  }

  #save({ errors = 0, done = false } = {}) {
    const suites = JSON.parse(JSON.stringify(this.#suites));
    for (const module of this.#underWay) add(suites, module);
    for (const [name, suite] of Object.entries(suites)) {
      const { began, ended = Date.now() } = this.#times[name] ?? {};
      if (began !== undefined) suite.ms = ended - began;
    }
    const underWay = [...this.#underWay].map(fileOf);
    const half = `${this.#file}.half`;
    writeFileSync(half, JSON.stringify({ suites, errors, underWay, done }, null, 2));
    renameSync(half, this.#file);
  }
}

function fileOf(module) {
  return relative('.', module.moduleId);
}

function add(suites, module) {
  const suite = (suites[module.project.name] ??= { passed: 0, failed: 0, skipped: [], broken: [] });
  if (module.state() === 'failed' && module.errors().length > 0) suite.broken.push(fileOf(module));
  for (const test of module.children.allTests()) count(suite, test);
}

function count(suite, test) {
  const { state, note } = test.result();
  if (state === 'passed') suite.passed += 1;
  else if (state === 'skipped') suite.skipped.push({ test: test.fullName, reason: note ?? '' });
  else if (state === 'failed') suite.failed += 1;
}
