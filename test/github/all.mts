import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formProblems } from './forms.mts';
import { workflowProblems } from './workflows.mts';

/** What is wrong with the workflows and the issue forms of a checkout. */
export async function githubProblems(root: string): Promise<string[]> {
	const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8');
	const filesIn = (folder: string) =>
		readdirSync(path.join(root, '.github', folder)).filter((name) => name.endsWith('.yml'));
	const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
	const workflows = await Promise.all(
		filesIn('workflows').map(async (name) => {
			const text = read('.github', 'workflows', name);
			return await workflowProblems(name, text, Object.keys(scripts));
		}),
	);
	const forms = filesIn('ISSUE_TEMPLATE')
		.filter((name) => name !== 'config.yml')
		.map((name) => formProblems(name, read('.github', 'ISSUE_TEMPLATE', name)));
	return [...workflows, ...forms].flat();
}
