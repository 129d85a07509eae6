import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import type { Form } from './forms.mts';
import { formOfCredential, formOfNode } from './forms.mts';

/**
 * `tsx test/upgrade/main.mts FOLDER`: writes what workflows and credentials saved with the package in FOLDER can hold. FOLDER has a
 * built release: its commit, checked out and built with `gulp`.
 */
const [folder = '.'] = process.argv.slice(2);
const load = createRequire(path.resolve(folder, 'package.json'));
const { version, n8n }: { version: string; n8n: Record<'credentials' | 'nodes', string[]> } =
	JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

function instanceIn<T>(file: string): T {
	const classes: Record<string, new () => T> = load(path.resolve(folder, file));
	const [Class] = Object.values(classes);
	if (!Class) throw new Error(`${file} has no class`);
	return new Class();
}

const nodes = n8n.nodes.map((file) => instanceIn<INodeType>(file).description);
const credentials = n8n.credentials.map((file) => instanceIn<ICredentialType>(file));
const forms: Record<string, Form> = Object.fromEntries([
	...nodes.map((description) => [description.name, formOfNode(description)]),
	...credentials.map((type) => [type.name, formOfCredential(type)]),
]);
/** A line for each parameter. */
const written = JSON.stringify(
	forms,
	(_key, value: unknown) => (Array.isArray(value) ? value.join(' ') : value),
	'\t',
);
writeFileSync(path.join('test', 'upgrade', `forms-${version}.json`), `${written}\n`);
