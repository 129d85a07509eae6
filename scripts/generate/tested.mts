import { coverage } from '../../test/coverage/all.mts';
import { services as covered } from '../../test/coverage/services.mts';
import { table } from '../../test/markdown.mts';
import { tested } from '../../test/services/index.mts';
import type { TestedExample, TestedService } from '../../test/services/types.mts';
import { hasBlock, withBlock } from './blocks.mts';
import { classOf, exists, read, root } from './known.mts';
import type { Files } from './manifest.mts';

const ORIGIN = 'http://127.0.0.1:4600';

/** Base URLs of the simulator by the name that a credential's field has for them. */
function urlsOf({ id, simulator }: TestedService): Map<string, string> {
	return new Map(
		Object.keys(simulator.mounts).map((prefix, index) => [
			index === 0 ? id : (prefix.split('/')[1] ?? prefix),
			ORIGIN + prefix,
		]),
	);
}

function addresses(): string {
	const rows = tested.map((service) => {
		const { outputs, credentials, simulator } = service;
		const urls = urlsOf(service);
		const labels = new Map(
			credentials.flatMap(({ credential }) =>
				credential.properties.map(({ name, displayName }) => [name, displayName] as const),
			),
		);
		const labelOf = (field: string) =>
			labels.get(field) ?? { clientId: 'Client ID', clientSecret: 'Client Secret' }[field] ?? field;
		const fields = new Map(credentials.flatMap((one) => Object.entries(one.addresses)));
		const further = [...fields].filter(([field]) => field !== 'baseUrl');
		const secrets = new Set(credentials.flatMap((one) => one.secrets));
		return [
			outputs.form.provider.credentials[0]?.service ?? outputs.form.provider.name,
			`\`${urls.get(service.id) ?? ''}\``,
			further.map(([field, host]) => `${labelOf(field)} \`${urls.get(host) ?? ''}\``).join('; '),
			[...secrets]
				.map((field) => `${labelOf(field)} \`${simulator.secrets[field] ?? ''}\``)
				.join('; '),
		];
	});
	return table(['Service', 'Base URL', 'Further address', 'Secrets'], rows);
}

const OURS = 'n8n-nodes-business-apis.';

/** The nodes of this package that a workflow uses, by their names in the panel. */
function nodesIn(name: string): string {
	const { nodes }: { nodes: Array<{ type: string }> } = JSON.parse(
		read(`docs/examples/${name}.json`),
	);
	const types = nodes.flatMap(({ type }) =>
		type.startsWith(OURS) ? [type.slice(OURS.length)] : [],
	);
	const names = new Map([
		...tested.map(({ id, action }) => [id as string, action.description.displayName] as const),
		...tested.flatMap(({ id, trigger }) =>
			trigger ? [[`${id}Trigger`, trigger.description.displayName] as const] : [],
		),
		['providerRequest', 'Provider Request'] as const,
	]);
	return [...new Set(types.map((type) => names.get(type) ?? classOf(type)))].join(', ');
}

/** The test that runs an example in a real n8n. */
function testOf(id: string, { shown }: TestedExample): string {
	const own = `${id}-workflows`;
	const name = shown !== undefined && exists(`test/n8n/${own}.test.mts`) ? own : 'examples';
	return `[${name}](../../test/n8n/${name}.test.mts)`;
}

function examples(): string {
	return tested
		.filter((service) => service.examples.length > 0)
		.map(({ id, outputs, examples: own }) => {
			const { provider } = outputs.form;
			const rows = own.map((example) => [
				`[${example.name}](${example.name}.json)`,
				example.shows,
				nodesIn(example.name),
				example.toSet,
				testOf(id, example),
			]);
			const head = ['Example', 'What it shows', 'Nodes', 'What to set', 'Test'];
			return `## ${provider.credentials[0]?.service ?? provider.name}\n\n${table(head, rows)}`;
		})
		.join('\n\n');
}

/** What an example is shown for, as a link to the file; `docs` is where docs/ is, as the document sees it. */
const linkTo = (docs: string, text: string, name: string): string =>
	`[${text}](${docs}examples/${name}.json)`;

const shownOf = ({ examples: own }: TestedService): Array<{ showcase: string; name: string }> =>
	own.flatMap(({ showcase, name }) => (showcase === undefined ? [] : [{ showcase, name }]));

/** The examples that a service is shown for. */
const showcaseList = (service: TestedService, docs: string): string =>
	shownOf(service)
		.map(({ showcase, name }) => `- ${linkTo(docs, showcase, name)}`)
		.join('\n');

/** The same with the canvases; a list while there are no pictures. */
function showcaseTable(service: TestedService): string {
	const shown = shownOf(service);
	const imageOf = (name: string) => `docs/screenshots/canvas-${name}.png`;
	if (!shown.every(({ name }) => exists(imageOf(name)))) return showcaseList(service, 'docs/');
	const pictures = shown.map(({ showcase, name }) =>
		linkTo('docs/', `![${showcase}](${imageOf(name)})`, name),
	);
	return table(pictures, [shown.map(({ showcase, name }) => linkTo('docs/', showcase, name))]);
}

/** Those of all services. */
function showcases(): string {
	return tested
		.filter(({ examples: own }) => own.some(({ showcase }) => showcase !== undefined))
		.map((service) => {
			const { provider } = service.outputs.form;
			const name = provider.credentials[0]?.service ?? provider.name;
			return `### ${name}\n\n${showcaseTable(service)}`;
		})
		.join('\n\n');
}

/** Documents that tell of the simulator, the examples and what the simulator has of each endpoint. */
export function testedFiles(): Files {
	const blocks: ReadonlyArray<[file: string, name: string, content: string]> = [
		['docs/sandbox.md', 'addresses', addresses()],
		['docs/examples/README.md', 'examples', examples()],
		['README.md', 'showcase', showcases()],
		...tested.flatMap((service): Array<[string, string, string]> => {
			const page = `docs/${service.id}.md`;
			const hasPlace = exists(page) && hasBlock(read(page), 'md', 'showcase');
			return hasPlace ? [[page, 'showcase', showcaseList(service, '')]] : [];
		}),
	];
	return new Map([
		...blocks.map(([file, name, content]): [string, string] => [
			file,
			withBlock(read(file), 'md', name, content),
		]),
		...covered.map((service): [string, string] => {
			const { file, wanted } = coverage(root, service);
			return [file, wanted];
		}),
	]);
}
