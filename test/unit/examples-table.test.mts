import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { ProviderRequest } from '../../nodes/ProviderRequest/ProviderRequest.node';
import { services } from '../coverage/services.mts';
import { tested } from '../services/index.mts';
import { textOfTest } from './support/test-sources.mts';

const folder = path.resolve(__dirname, '../../docs/examples');
const OURS = 'n8n-nodes-business-apis.';
const LANGCHAIN = '@n8n/n8n-nodes-langchain.';
/** What a tool has besides the parameters of its node. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];
/** n8n's nodes that an example is about. */
const ABOUT: Readonly<Record<string, string>> = {
	mcpTrigger: 'MCP Server Trigger',
	chatTrigger: 'Chat Trigger',
	agent: 'AI Agent',
};

interface Node {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function nodesOf(file: string): Node[] {
	const { nodes }: { nodes: Node[] } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
	return nodes;
}

const descriptions: INodeTypeDescription[] = [
	...services.map(({ description }) => description),
	...tested.flatMap(({ trigger }) => (trigger ? [trigger.description] : [])),
	new ProviderRequest().description,
];

/** The description of one of our nodes, also where it is a tool. */
function descriptionOf({ type }: Node): INodeTypeDescription | undefined {
	const name = type.startsWith(OURS) ? type.slice(OURS.length).replace(/Tool$/, '') : '';
	return descriptions.find((one) => one.name === name);
}

/** What "Resource" and "Operation" of a node are; one with a single usual choice need not have them. */
function chosenIn(properties: INodeProperties[], { resource, operation }: Node['parameters']) {
	const start = properties.find(({ name }) => name === 'resource')?.default;
	const chosen = resource ?? start;
	const operations = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.some((one) => one === chosen),
	);
	return { resource: chosen, operation: operation ?? operations?.default };
}

function isShown(
	{ displayOptions }: INodeProperties,
	chosen: ReturnType<typeof chosenIn>,
): boolean {
	return (['resource', 'operation'] as const).every((name) => {
		const values: unknown[] | undefined = displayOptions?.show?.[name] as unknown[] | undefined;
		return values === undefined || values.includes(chosen[name]);
	});
}

/** The parameters of a node that its form does not ask for, also inside collections. */
function unknownTo(properties: INodeProperties[], node: Node): string[] {
	const chosen = chosenIn(properties, node.parameters);
	const shown = properties.filter((property) => isShown(property, chosen));
	return Object.entries(node.parameters).flatMap(([name, value]) => {
		const property = shown.find((one) => one.name === name);
		if (!property) return OF_TOOLS.includes(name) ? [] : [`${node.name}: ${name}`];
		if (property.type !== 'collection' || typeof value !== 'object' || value === null) return [];
		const known = property.options?.map((option) => option.name) ?? [];
		return Object.keys(value)
			.filter((key) => !known.includes(key))
			.map((key) => `${node.name}: ${name}.${key}`);
	});
}

interface Row {
	file: string;
	nodes: string[];
	test: string;
}

const rows = readFileSync(path.join(folder, 'README.md'), 'utf8')
	.split('\n')
	.flatMap((line): Row[] => {
		const [, example = '', , nodes = '', toSet = '', test = ''] =
			line.split(/\s+\|\s+|^\|\s+|\s+\|$/);
		const file = /^\[[\w-]+\]\(([\w-]+\.json)\)$/.exec(example)?.[1];
		if (file === undefined) return [];
		expect(toSet).not.toBe('');
		return [{ file, nodes: nodes.split(', ').sort(), test: /\(([^)]+)\)/.exec(test)?.[1] ?? '' }];
	});

describe('docs/examples/README.md', () => {
	it('has a row for each file, and for no other', () => {
		expect(rows.map(({ file }) => file).sort()).toEqual([...files].sort());
		expect(files.length).toBeGreaterThan(30);
	});

	it.each(rows)('names the nodes of $file', ({ file, nodes }) => {
		const used = nodesOf(file).flatMap((node) => {
			const own = descriptionOf(node)?.displayName;
			const about = ABOUT[node.type.replace(LANGCHAIN, '')];
			return own ?? about ?? [];
		});
		expect(nodes).toEqual([...new Set(used)].sort());
	});

	it.each(rows)('names the test of $file', ({ file, test }) => {
		const where = path.join(folder, test);
		expect([test, existsSync(where)]).toEqual([test, true]);
		const text = textOfTest(where);
		const name = file.replace(/\.json$/, '');
		const job = name.replace(/^[a-z0-9]+-/, '');
		const isRun = [`'${file}'`, `'${name}'`, `('${job}'`, 'readExamples()', 'EXAMPLE_RUNS'].some(
			(words) => text.includes(words),
		);
		expect([file, isRun]).toEqual([file, true]);
	});
});

describe('the files of docs/examples', () => {
	it.each(files)('%s sets only what the forms ask for', (file) => {
		const found = nodesOf(file).flatMap((node) => {
			const description = descriptionOf(node);
			return description ? unknownTo(description.properties, node) : [];
		});
		expect(found).toEqual([]);
	});

	it.each(files)('%s has a note that says what to do', (file) => {
		const note = nodesOf(file).find(({ type }) => type.endsWith('stickyNote'));
		expect(String(note?.parameters.content).length).toBeGreaterThan(80);
	});
});
