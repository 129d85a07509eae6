import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf, missingParts } from './check-service/parts.mts';

/**
 * `npm run check-service ID [-- --quick|--missing]`: whether a service is complete and holds. Builds, checks its style and types, and runs every test that is
 * about it, against its simulator and in n8n-core. It says for each thing that is missing the file and what to write.
 * `--quick` leaves out the tests that run over all services, `--missing` everything but what is missing.
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const binary = (name: string) => path.join(root, 'node_modules', '.bin', name);

interface Ended {
	code: number;
	text: string;
}

async function run(
	name: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
	// Not jest's `test`: n8n's rules take other files for nodes where NODE_ENV says so.
	const { NODE_ENV: _mode, ...own } = process.env;
	const child = spawn(binary(name), args, { cwd: root, env: { ...own, ...env } });
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	}
	const code = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (ended) => resolve(ended ?? 1));
	});
	return { code, text };
}

/** Modules by which a test comes to know all services. */
const OF_ALL =
	/from '(\.\.\/)*(\.\/)?[\w./-]*(providers|coverage\/services\.mts|services\/index\.mts|credential-types\.mts|package-classes\.mts|packages\/services\.mts|example-runs\.mts|node-cases\.mts)'/;

/** Tests of one function over all services: those in test/unit that import one of the lists. */
function unitTests(): string[] {
	const folder = path.join(root, 'test/unit');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.test.mts'))
		.filter((name) => OF_ALL.test(readFileSync(path.join(folder, name), 'utf8')))
		.map((name) => `test/unit/${name}`);
}

/** Tests in n8n's engine that run over all services or credential types: of these only what is about the service. */
const IN_ENGINE = [
	'contention',
	'defaults-wire',
	'dry-run',
	'exchange',
	'gate',
	'literal-calls-node',
	'provider-request-answers',
	'provider-request-secrets',
	'renewal',
	'tools-blanks',
].map((name) => `test/integration/${name}.test.mts`);

/** What jest says of what failed, without what passed. */
function failures(text: string): string {
	const [each = ''] = text.split('\nSummary of all failing tests\n');
	const lines = each.split('\n').filter((line) => !/^(PASS |A worker process )/.test(line));
	return lines.join('\n').trim();
}

async function jest(files: readonly string[], names?: string): Promise<Ended> {
	const config = ['-c', 'jest.config.mjs', '--silent', '--maxWorkers=2', '--runTestsByPath'];
	const only = names === undefined ? [] : ['--testNamePattern', names];
	const env = { N8N_LOG_LEVEL: 'silent', PACKAGE_IS_BUILT: 'yes' };
	const { code, text } = await run('jest', [...config, ...only, ...files], env);
	const [, counts = ''] = /^Tests: +(.*)$/m.exec(text) ?? [];
	return { code, text: code === 0 ? counts : failures(text) };
}

const started = Date.now();
let failed = 0;

/** Runs one step and tells how it went; what it found is shown where it failed. */
async function step(name: string, work: () => Promise<Ended>): Promise<boolean> {
	const from = Date.now();
	const { code, text } = await work();
	const seconds = `${((Date.now() - from) / 1000).toFixed(0)} s`;
	console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}, ${seconds}`);
	if (code !== 0) {
		failed++;
		console.log(text.trim().replace(/^/gm, '     '));
	}
	return code === 0;
}

async function missing(id: string): Promise<Ended> {
	const lines = missingParts(root, id);
	return await Promise.resolve({ code: lines.length === 0 ? 0 : 1, text: lines.join('\n') });
}

async function check(id: string): Promise<void> {
	await step('nothing is missing', async () => await missing(id));
	if (flags.has('--missing')) return;
	const files = filesOf(root, id);
	const code = files.filter((file) => /^(nodes|credentials|providers)\/.*\.ts$/.test(file));
	const [isBuilt] = await Promise.all([
		step('build', async () => await run('gulp', [])),
		step('generated files are up to date', async () => {
			return await run('tsx', ['scripts/generate.mts', '--check']);
		}),
		step('types', async () => await run('tsc', ['--noEmit', '-p', 'test/tsconfig.json'])),
		step('style', async () => {
			const texts = files.filter((file) => !file.endsWith('.svg'));
			const eslint = await run('eslint', ['--max-warnings', '0', ...code]);
			const prettier = await run('prettier', ['--check', ...texts]);
			return { code: eslint.code || prettier.code, text: eslint.text + prettier.text };
		}),
	]);
	await step('each endpoint is in the node, the simulator and the documents', async () => {
		return await run('tsx', ['scripts/check-service/coverage.mts', id]);
	});
	if (!isBuilt) return;
	const own = files.filter((file) => file.endsWith('.test.mts'));
	await step(`its own tests: ${own.length} files`, async () => await jest(own));
	if (flags.has('--quick')) return;
	const types = files
		.flatMap((file) => /^credentials\/(\w+)\.credentials\.ts$/.exec(file)?.[1] ?? [])
		.map((name) => name.slice(0, 1).toLowerCase() + name.slice(1));
	const names = `\\b(${[id, ...types].join('|')})\\b`;
	await step('its part of the tests in the engine', async () => await jest(IN_ENGINE, names));
	await step('tests of all services', async () => await jest(unitTests()));
}

const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const [id = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!/^[a-z][a-z0-9]+$/.test(id) || !existsSync(path.join(root, 'providers', id))) {
	console.error(`npm run check-service ID: there is no folder providers/${id}`);
	process.exitCode = 1;
} else {
	await check(id);
	const seconds = ((Date.now() - started) / 1000).toFixed(0);
	const holds = flags.has('--missing') ? 'lacks nothing' : 'holds';
	console.log(
		failed === 0 ? `\n${id} ${holds}, ${seconds} s` : `\n${failed} of these failed, ${seconds} s`,
	);
	process.exitCode = failed === 0 ? 0 : 1;
}
