import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formProblems } from '../github/forms.mts';
import { githubProblems } from '../github/all.mts';
import { workflowProblems } from '../github/workflows.mts';
import { CREDENTIAL_TYPES } from '../n8n/credentials.mts';

const root = path.join(__dirname, '..', '..');
const read = (...names: string[]) => readFileSync(path.join(root, '.github', ...names), 'utf8');
const ci = read('workflows', 'ci.yml');

/** What is found once something in ci.yml has been replaced. */
async function foundWith(before: string | RegExp, after: string): Promise<string> {
	const changed = ci.replace(before, after);
	expect(changed).not.toBe(ci);
	return (await workflowProblems('ci.yml', changed, ['test:n8n'])).join('\n');
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
	])('with %s is refused', async (_flaw, before, after, words) => {
		expect(await foundWith(before, after)).toMatch(words);
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
