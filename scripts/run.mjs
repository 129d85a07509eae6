import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { isBuilt } from './build.mjs';
import { run } from './command.mjs';
import { repeatsIn } from './repeats.mjs';
import { node, root, setup } from './setup.mjs';

const MINUTE_MS = 60_000;
/** These tests wait more than they compute. */
const TWO_AT_ONCE = ['--maxWorkers=2'];
const THREE_AT_ONCE = ['--maxWorkers=3'];

/**
 * In this order; `build` runs by itself before the first part that needs it, where dist/ is older than its sources. Each takes what starts with the installation of
 * n8n, and the names of the test files that are wanted, all by default.
 */
const parts = {
	lint: () => script('lint'),
	types: () => script('typecheck'),
	scan: (_installed, names) => jest('scan', names, 10),
	unit: (_installed, names) => jest('unit', names, 15),
	// The engine would print each error that a test expects, with its stack.
	integration: (_installed, names) =>
		jest('integration', names, 35, THREE_AT_ONCE, { N8N_LOG_LEVEL: 'silent' }),
	sandbox: (_installed, names) => jest('sandbox', names, 15),
	n8n: async (installed, names) => {
		const { current, reason } = await installed;
		if (reason) return told('n8n', reason, 0);
		console.log(`The tests run on n8n ${current}, some on 1.123.81 too.`);
		return await jest('n8n', names, 60, TWO_AT_ONCE, { N8N_UNDER_TEST: current });
	},
	/** One file of the last part, for daily work. */
	smoke: async (installed) => await parts.n8n(installed, ['package.test']),
};

const NOT_BY_DEFAULT = ['smoke'];

/** Downloads take minutes on a fresh machine: they begin with the first part, and the tests of the last part wait for them. */
async function installedN8n(wanted) {
	const current = wanted === undefined ? '2.41.1' : await otherN8n(wanted);
	if (current === undefined) return { reason: `no n8n ${wanted} could be installed` };
	const installs = ['scripts/n8n/install.mjs', current, '1.123.81'];
	const limitMs = 25 * MINUTE_MS;
	const code = await run(node, installs, { cwd: root, limitMs }).catch(() => 1);
	return code === 0 ? { current } : { reason: 'n8n could not be installed' };
}

/** Installs a version that is not pinned, or the `newest` one that can be installed; answers which. */
async function otherN8n(wanted) {
	const installing = promisify(execFile)(node, ['scripts/n8n/newest.mjs', wanted], { cwd: root });
	installing.child.stderr.pipe(process.stderr, { end: false });
	return await installing.then(
		({ stdout }) => stdout.trim(),
		() => undefined,
	);
}

const needsBuild = ['scan', 'unit', 'integration', 'n8n', 'smoke'];
const needsN8n = ['n8n', 'smoke'];

/** One test that is passed when the npm script ends well. */
async function script(name) {
	const code = await run('npm', ['run', '--silent', name], {
		cwd: root,
		env: { ...process.env, PATH: binaries() },
		limitMs: 15 * MINUTE_MS,
	});
	return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The tests in test/<part>, or those of its files that have one of the names, counted from jest's own report. */
async function jest(part, names, minutes, options = [], env = {}) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'jest-report-'));
	const report = path.join(folder, 'report.json');
	const args = ['node_modules/jest/bin/jest.js', '-c', 'jest.config.mjs', ...options];
	const patterns =
		names.length > 0 ? names.map((name) => `/test/${part}/.*${name}`) : [`/test/${part}/`];
	try {
		const code = await run(
			node,
			[...args, '--json', `--outputFile=${report}`, '--testPathPatterns', ...patterns],
			{
				cwd: root,
				env: { ...process.env, ...env, PATH: binaries(), PACKAGE_IS_BUILT: 'yes' },
				limitMs: minutes * MINUTE_MS,
			},
		);
		return countsOf(part, code, report);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function countsOf(part, code, report) {
	if (!existsSync(report)) return told(part, 'no test ran (jest gave no report)', 0);
	const result = JSON.parse(readFileSync(report, 'utf8'));
	const {
		numPassedTests: passed,
		numFailedTests,
		numRuntimeErrorTestSuites,
		numPendingTests,
	} = result;
	const failed = numFailedTests + numRuntimeErrorTestSuites;
	if (numPendingTests > 0) return told(part, `${numPendingTests} tests were skipped`, passed);
	if (passed + failed === 0) return told(part, 'no test ran', 0);
	if (failed === 0 && code !== 0) return told(part, `jest ended with ${code}`, passed);
	return { passed, failed };
}

function told(part, reason, passed) {
	console.log(`${part}: ${reason}.`);
	return { passed, failed: 1 };
}

/** The project's own commands, and its Node, come first. */
function binaries() {
	return `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`;
}

/**
 * `[part ...] [--n8n VERSION|newest]`: all parts by default, on the pinned n8n. `part name ...`: only the test files of that part
 * with one of the names in their path.
 */
async function main(args) {
	const options = { n8n: { type: 'string' } };
	const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
	const isPart = (name) => name in parts;
	const wanted = positionals.filter(isPart);
	const names = positionals.filter((name) => !isPart(name));
	if (names.length > 0 && wanted.length !== 1) {
		console.log(`No part ${names.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
		return 1;
	}
	await setup();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'test-run-'));
	process.env.RUN_FOLDER = folder;
	process.env.REPEATS_FILE = path.join(folder, 'repeats.jsonl');
	try {
		return await takeParts(wanted, names, values.n8n);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Prints the totals in the last line, and before it what tests clicked or called again. */
async function takeParts(wanted, names, n8nVersion) {
	const total = { passed: 0, failed: 0 };
	const takes = (name) =>
		wanted.length === 0 ? !NOT_BY_DEFAULT.includes(name) : wanted.includes(name);
	const installed = needsN8n.some(takes) ? installedN8n(n8nVersion) : undefined;
	const take = async (name, execute) => {
		console.log(`\n=== ${name} ===`);
		const started = Date.now();
		const { passed, failed } = await execute(installed, names);
		console.log(`${name}: ${passed} passed, ${failed} failed, ${seconds(started)}`);
		total.passed += passed;
		total.failed += failed;
		return failed === 0;
	};
	let built = false;
	for (const [name, execute] of Object.entries(parts)) {
		if (!takes(name)) continue;
		if (needsBuild.includes(name) && !built) {
			built = isBuilt() || (await take('build', () => script('build')));
			if (!built) break;
		}
		await take(name, execute);
	}
	console.log(['', ...repeatsIn(process.env.REPEATS_FILE)].join('\n'));
	console.log(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function seconds(started) {
	return `${Math.round((Date.now() - started) / 1000)} s`;
}

process.exitCode = await main(process.argv.slice(2));
