import { execFileSync, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { formProblems } from '../github/forms.mts';
import { githubProblems } from '../github/all.mts';
import { workflowProblems } from '../github/workflows.mts';
import { CREDENTIAL_TYPES } from '../n8n/credentials.mts';

const root = path.join(__dirname, '..', '..');
const read = (...names: string[]) => readFileSync(path.join(root, '.github', ...names), 'utf8');

/** What is found once something in a workflow has been replaced. */
async function foundWith(before: string | RegExp, after: string, file = 'ci.yml'): Promise<string> {
	const text = read('workflows', file);
	const changed = text.replace(before, after);
	expect(changed).not.toBe(text);
	return (await workflowProblems(file, changed, ['test:n8n', 'build', 'scan'])).join('\n');
}

describe('workflows and issue forms', () => {
	it('have no problems', async () => {
		expect(await githubProblems(root)).toEqual([]);
	});

	it('ask for every credential type, by the name that n8n shows', () => {
		const form = read('ISSUE_TEMPLATE', 'bug.yml');
		const names = CREDENTIAL_TYPES.map((type) => {
			const file = `${type.charAt(0).toUpperCase()}${type.slice(1)}.credentials.ts`;
			const text = readFileSync(path.join(root, 'credentials', file), 'utf8');
			return /displayName = '([^']+)'/.exec(text)?.[1];
		});
		expect(names.filter((name) => !form.includes(`- ${name}\n`))).toEqual([]);
	});
});

describe('a workflow', () => {
	it.each([
		['a wrong key', 'runs-on:', 'run-on:', /unexpected key "run-on"/],
		['an expression that cannot be', 'matrix.parts }}', 'matrix.none }}', /"none" is not defined/],
		['a tag', /checkout@[0-9a-f]{40}/, 'checkout@v6', /checkout@v6 is not pinned/],
		['a branch', /setup-node@[0-9a-f]{40} # v\S+/, 'setup-node@main', /main is not pinned/],
		['a pin without a version', / # v6\.0\.0/, '', /does not say its version/],
		['rights to write', 'contents: read', 'contents: write', /permissions of the workflow/],
		['no permissions', /permissions:\n {2}contents: read\n/, '', /permissions of the workflow/],
		['no limit', '    timeout-minutes: 90\n', '', /job n8n has no timeout-minutes/],
		['no concurrency', /concurrency:\n.*\n.*\n/, '', /no concurrency/],
		['a job with rights', 'name: real n8n', 'permissions: { packages: write }', /packages: write/],
		[
			'the event of forks',
			'pull_request:',
			'pull_request_target:',
			/starts on pull_request_target/,
		],
		['its token left behind', 'persist-credentials: false', 'fetch-depth: 1', /leaves its token/],
		['a script that is gone', 'npm run test:n8n', 'npm run test:none', /no script test:none/],
		['an upgrade test without tags', 'fetch-depth: 0', 'fetch-depth: 1', /without the tags/],
	])('with %s is refused', async (_flaw, before, after, words) => {
		expect(await foundWith(before, after)).toMatch(words);
	});

	it.each([
		'npm pack n8n-nodes-business-apis@latest',
		'npm pack --pack-destination .cache/x n8n-nodes-doo',
		'npm install --no-save @scope/name',
		'npx some-tool',
		'npm exec some-tool',
	])('that fetches by a name is refused: %s', async (command) => {
		expect(await foundWith('npm run test:n8n', command)).toMatch(/fetches \S+ by its name/);
	});

	it.each<[string, string | RegExp, string, RegExp]>([
		['no check of the hash', 'sha256sum --check', 'cat', /without checking its hash/],
		['the hash of nobody', 'needs.pack.outputs.sha256', 'github.sha', /without checking its hash/],
		['a hash made elsewhere', 'steps.pack.outputs.sha256', 'github.sha', /without checking its/],
		['no bill of materials', /npm sbom/g, 'echo', /without a bill of materials/],
		['no provenance', ' --provenance', '', /publishes without --provenance/],
		['no right to sign', 'id-token: write', 'id-token: none', /without id-token: write/],
		['another environment', 'environment: npm', 'environment: test', /outside the environment npm/],
		[
			'a token',
			'          SHA256:',
			'          NODE_AUTH_TOKEN: x\n          SHA256:',
			/publishes with a token/,
		],
	])('that publishes with %s is refused', async (_flaw, before, after, words) => {
		expect(await foundWith(before, after, 'publish.yml')).toMatch(words);
	});
});

describe('the step that publishes', () => {
	const { jobs }: { jobs: Record<string, { steps: Array<{ run?: string }> }> } = parse(
		read('workflows', 'publish.yml'),
	);
	const script = jobs.publish?.steps.find(({ run }) => run?.includes('npm publish'))?.run ?? '';
	const manifest = '{"name":"sample","version":"1.2.3"}';

	/** The calls of npm that it makes for a tarball, where the registry has one with this integrity. */
	function callsFor(change: (tarball: string) => void, registry: (tarball: string) => string) {
		const folder = mkdtempSync(path.join(os.tmpdir(), 'publish-'));
		try {
			mkdirSync(path.join(folder, 'package'));
			writeFileSync(path.join(folder, 'package', 'package.json'), manifest);
			execFileSync('tar', ['-czf', 'sample-1.2.3.tgz', 'package'], { cwd: folder });
			const tarball = path.join(folder, 'sample-1.2.3.tgz');
			const sum = execFileSync('sha256sum', ['./sample-1.2.3.tgz'], {
				cwd: folder,
				encoding: 'utf8',
			});
			const npm = `#!/bin/sh\necho "$*" >> calls\nif [ "$1" = view ]; then echo "${registry(tarball)}"; fi\n`;
			writeFileSync(path.join(folder, 'npm'), npm, { mode: 0o755 });
			change(tarball);
			const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, SHA256: sum.trim() };
			const { status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env });
			const calls = path.join(folder, 'calls');
			return {
				status,
				calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [],
			};
		} finally {
			rmSync(folder, { recursive: true });
		}
	}

	const view = 'view sample@1.2.3 dist.integrity';
	const publish = 'publish ./sample-1.2.3.tgz --provenance --access public';
	const same = (tarball: string) => `sha512-${hash('sha512', readFileSync(tarball), 'base64')}`;
	const leave = () => undefined;

	it('takes the tarball that was packed', () => {
		expect(callsFor(leave, () => '')).toEqual({ status: 0, calls: [view, publish] });
	});

	it('takes no other', () => {
		const { status, calls } = callsFor(
			(tarball) => appendFileSync(tarball, 'x'),
			() => '',
		);
		expect([status === 0, calls]).toEqual([false, []]);
	});

	it('is done where the registry has just this one, and leaves it to the registry to refuse another', () => {
		expect(callsFor(leave, same)).toEqual({ status: 0, calls: [view] });
		expect(callsFor(leave, () => 'sha512-other').calls).toEqual([view, publish]);
	});
});

describe('an issue form', () => {
	const form = read('ISSUE_TEMPLATE', 'service.yml');

	it.each([
		['no name', /^name: .*$/m, 'name:', 'has no name or no description'],
		['an id twice', 'id: reference', 'id: name', 'has an id twice'],
		['an unknown field', 'type: textarea', 'type: text', 'field 3 has the type "text"'],
		['a field without a label', '      label: Limits and pages\n', '', 'field 4 says nothing'],
	])('with %s is refused', (_flaw, before, after, words) => {
		const problems = formProblems('service.yml', form.replace(before, after));
		expect(problems).toEqual([`service.yml: ${words}`]);
	});
});
