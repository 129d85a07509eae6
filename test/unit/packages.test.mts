import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { filesOf } from '../../packages/cut.mts';
import { combined } from '../../packages/root.mts';
import { services } from '../../packages/services.mts';
import { moved } from '../../packages/workflow.mts';
import { providers } from '../../providers';
import { fetchedByName } from './support/fetches.mts';

interface Codex {
	node: string;
	categories: string[];
}

describe('the single-service packages', () => {
	it('are one for each service, with a name of its own', () => {
		expect(services.map(({ packageName }) => packageName)).toEqual(
			providers.map(({ id }) => `n8n-nodes-${id}`),
		);
	});
});

describe.each(services)('$packageName', (service) => {
	const { provider, packageName, folder, trigger } = service;
	const ends = ['', 'Request', ...(trigger === undefined ? [] : ['Trigger'])];
	const others = services.filter((other) => other !== service);
	let files: Map<string, string>;

	const json = <T,>(file: string): T => JSON.parse(files.get(file) ?? 'null');
	const manifest = () => json<ReturnType<typeof combined>>('package.json');

	beforeAll(async () => {
		files = await filesOf(service);
	});

	it('holds everything that its sources import, and nothing of another service', () => {
		const sources = [...files].filter(([file]) => file.endsWith('.ts'));
		const imports = sources.flatMap(([file, text]) =>
			ts.preProcessFile(text).importedFiles.map(({ fileName }) => ({ file, fileName })),
		);
		const outside = imports.filter(({ fileName }) => !fileName.startsWith('.'));
		expect(new Set(outside.map(({ fileName }) => fileName))).toEqual(
			new Set(['n8n-workflow', 'n8n-workflow/package.json', 'node:crypto']),
		);
		const gone = imports
			.filter(({ fileName }) => fileName.startsWith('.'))
			.map(({ file, fileName }) => path.join(path.dirname(file), fileName))
			.filter((name) => !files.has(`${name}.ts`) && !files.has(`${name}/index.ts`));
		expect(gone).toEqual([]);
		const rooms = new Set([...files.keys()].map((file) => file.split('/').slice(0, 2).join('/')));
		for (const other of others) {
			expect([...rooms]).not.toContain(`providers/${other.provider.id}`);
			expect([...rooms]).not.toContain(`nodes/${other.folder}`);
		}
		expect([...rooms]).not.toContain('nodes/ProviderRequest');
	});

	it('has a package.json of the combined version, without dependencies, for n8n only', () => {
		const { version, repository, license, author } = combined();
		expect(manifest()).toMatchObject({
			name: packageName,
			version,
			repository,
			license,
			author,
			files: ['dist'],
			keywords: expect.arrayContaining(['n8n-community-node-package', provider.id]),
			peerDependencies: { 'n8n-workflow': '*' },
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(manifest()).not.toHaveProperty('dependencies');
	});

	it('lists its action node, its trigger, its request node and its credential types', () => {
		const { nodes, credentials } = manifest().n8n;
		expect(nodes).toEqual(ends.map((end) => `dist/nodes/${folder}/${folder}${end}.node.js`));
		expect(credentials).toHaveLength(provider.credentials.length);
		const sources = [...nodes, ...credentials].map((file) =>
			file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
		);
		expect(sources.filter((file) => !files.has(file))).toEqual([]);
	});

	it('has what its build makes output schemas of', () => {
		expect(files.has(`nodes/${folder}/outputs.ts`)).toBe(true);
		expect(files.has('nodes/shared/form/outputs/schemas.ts')).toBe(true);
	});

	it('tells n8n about each node under the name of the package', () => {
		for (const end of ends) {
			const codex = json<Codex>(`nodes/${folder}/${folder}${end}.node.json`);
			expect(codex.node).toBe(`${packageName}.${provider.id}${end}`);
			expect(codex.categories.length).toBeGreaterThan(0);
		}
	});

	it('has a README that promises no name on npm, which may be anyone’s', () => {
		const text = files.get('README.md') ?? '';
		expect(fetchedByName(text)).toEqual([]);
		expect(fetchedByName(`package name \`${packageName}\``)).toHaveLength(1);
		expect(text).toContain('not on npm yet');
		expect(text).toContain(`npm install ./${packageName}-${combined().version}.tgz`);
	});

	it('has a README with everything a person needs, which leads to no neighbour file', () => {
		const text = files.get('README.md') ?? '';
		for (const { label } of provider.credentials) expect(text).toContain(label);
		expect(text).toMatch(
			trigger === undefined
				? /## Install[^]*## Credentials[^]*## Operations[^]*## Example/
				: /## Install[^]*## Credentials[^]*## Operations[^]*## Trigger[^]*## Example/,
		);
		expect(text).toMatch(/\| API Request \| Send Request \|/);
		if (trigger !== undefined) expect(text).toMatch(/^- .+: \w+/m);
		const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
		expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
		const pages = links.filter((link) => link.includes('/blob/main/'));
		const gone = pages.filter((link) => !existsSync(link.replace(/^.*\/blob\/main\/|#.*$/g, '')));
		expect(pages.length).toBeGreaterThan(4);
		expect(gone).toEqual([]);
	});
});

describe('a workflow that moves to a service’s own package', () => {
	it('keeps everything but the node types, and the service that the request node had to be told', () => {
		const oto = services.find(({ provider }) => provider.id === 'oto');
		if (!oto) throw new Error('no package for OTO');
		const credentials = { otoApi: { id: '1', name: 'OTO' } };
		const endpoint = { mode: 'list', value: 'GET /orders' };
		const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
		const action = {
			name: 'OTO',
			type: 'n8n-nodes-business-apis.oto',
			parameters: {},
			credentials,
		};
		const request = {
			name: 'Request',
			type: 'n8n-nodes-business-apis.providerRequest',
			parameters: { service: 'oto', authentication: 'otoApi', endpoint },
			credentials,
		};
		const workflow = { name: 'All', nodes: [start, action, request], connections: {} };
		expect(moved(workflow, oto)).toEqual({
			...workflow,
			nodes: [
				start,
				{ ...action, type: 'n8n-nodes-oto.oto' },
				{
					...request,
					type: 'n8n-nodes-oto.otoRequest',
					parameters: { authentication: 'otoApi', endpoint },
				},
			],
		});
	});

	it.each(services)('is what the README of $packageName shows', async (service) => {
		const text = (await filesOf(service)).get('README.md') ?? '';
		const [, shown = ''] = /```json\n([^]*?)\n```/.exec(text) ?? [];
		const { nodes }: { nodes: Array<{ type: string }> } = JSON.parse(shown);
		const types = nodes.map(({ type }) => type);
		expect(types).toContain(`${service.packageName}.${service.provider.id}`);
		expect(types.filter((type) => type.startsWith(combined().name))).toEqual([]);
		expect(readFileSync(`docs/examples/${service.provider.example}.json`, 'utf8')).toContain(
			combined().name,
		);
	});
});
