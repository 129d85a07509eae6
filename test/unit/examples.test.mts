import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { EXAMPLE_RUNS } from '../n8n/example-runs.mts';
import { textOfTest } from './support/test-sources.mts';

const root = path.resolve(__dirname, '../..');
const OURS = 'n8n-nodes-business-apis.';
const REQUEST = `${OURS}providerRequest`;
const textOf = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8');
const namesIn = (folder: string, ending: string) =>
	readdirSync(path.join(root, folder)).filter((name) => name.endsWith(ending));

const files = namesIn('docs/examples', '.json');
const tests = namesIn('test/n8n', '.test.mts').map((name) =>
	textOfTest(path.join(root, 'test/n8n', name)),
);

interface Node {
	name: string;
	type: string;
	parameters: object;
}

function nodesOf(file: string): Node[] {
	const { nodes }: { nodes: Node[] } = JSON.parse(textOf('docs/examples', file));
	return nodes;
}

/** The types that the package has: a node class is in the file of its own name. */
function ownTypes(): string[] {
	const { n8n }: { n8n: { nodes: string[] } } = JSON.parse(textOf('package.json'));
	return n8n.nodes.map((file) => {
		const source = textOf(file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		return `${OURS}${/\bname: '(\w+)'/.exec(source)?.[1] ?? file}`;
	});
}

const isOurs = (type: string) => type.startsWith(OURS);
/** n8n makes a tool of a node by this ending. */
const withoutTool = (type: string) => type.replace(/Tool$/, '');

const ofRequest = files.filter((file) => nodesOf(file).some(({ type }) => type === REQUEST));
const others = files.filter((file) => !ofRequest.includes(file));

describe('the examples', () => {
	it('of the Provider Request node run in the demo and a test', () => {
		expect(ofRequest.length).toBeGreaterThan(0);
		expect(tests.some((text) => text.includes('readExamples()'))).toBe(true);
		expect(textOf('test/n8n/demo/main.mts')).toContain('readExamples()');
	});

	it.each(others)('%s runs in a real n8n', (file) => {
		const name = file.replace(/\.json$/, '');
		const [service = '', ...job] = name.split('-');
		const workflows = `${service}-workflows.test.mts`;
		const named = [`'${file}'`, `'${name}'`].some((one) =>
			tests.some((text) => text.includes(one)),
		);
		// Services without a test of their own have theirs run as they stand.
		const isRun = existsSync(path.join(root, 'test/n8n', workflows))
			? textOf('test/n8n', workflows).includes(`('${job.join('-')}'`)
			: EXAMPLE_RUNS.some((run) => run.file === file);
		expect(named || isRun).toBe(true);
	});

	it('of the services run in n8n 1.x too', () => {
		const withoutAi = others.filter((file) => !file.startsWith('ai-'));
		expect(EXAMPLE_RUNS.map(({ file }) => file).sort()).toEqual(withoutAi.sort());
		const previous = textOf('test/n8n', 'services-previous.test.mts');
		expect(previous).toContain('each(EXAMPLE_RUNS)');
		expect(previous).toContain('aiScenarios(');
	});

	it.each(files)('%s holds no credential and nothing that looks like a key', (file) => {
		const text = textOf('docs/examples', file);
		expect(text).not.toContain('"credentials"');
		const all = JSON.stringify(nodesOf(file).map((node) => node.parameters));
		const parameters = all.replace(/"JVBERi0[\w+/=]+"/g, '"a PDF"');
		expect(parameters).not.toMatch(/"(\w*(apiKey|secret|token|password)\w*)":"[^"=]+"/i);
		expect(parameters).not.toMatch(/\b(Bearer|Basic|Token|JWT) [\w.-]{8,}/);
		expect(parameters).not.toMatch(/\b(sk|pk|otk|ghp|xox[abp])[-_](live|test)?\w{12,}/);
		expect(parameters).not.toMatch(/\beyJ[\w-]{10,}\./);
		expect(parameters).not.toMatch(/\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{32,}\b/);
	});

	it.each(files)('%s uses nodes that the package has', (file) => {
		const used = nodesOf(file).flatMap(({ type }) => (isOurs(type) ? [withoutTool(type)] : []));
		expect(used.length).toBeGreaterThan(0);
		expect(ownTypes()).toEqual(expect.arrayContaining(used));
	});
});
