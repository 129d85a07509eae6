import type { Manifest } from './root.mts';
import { combined } from './root.mts';
import type { Service } from './services.mts';
import { classOf } from './services.mts';

/** What it takes to build and lint a cut; the rest of the project's tools are for its tests. */
const TOOLS = [
	'@n8n/node-cli',
	'@types/node',
	'eslint',
	'gulp',
	'n8n-core',
	'n8n-workflow',
	'typescript',
];

/** The nodes and credential types of a service, as paths in the built package. */
function contents({ provider, folder, request }: Service, { n8n }: Manifest): Manifest['n8n'] {
	const types = provider.credentials.map(({ name }) => `/${classOf(name)}.credentials.js`);
	const nodes = n8n.nodes.filter((file) => file.startsWith(`dist/nodes/${folder}/`));
	return {
		...n8n,
		credentials: n8n.credentials.filter((file) => types.some((type) => file.endsWith(type))),
		nodes: [...nodes, `dist/nodes/${folder}/${request}.node.js`].sort(),
	};
}

/** The package.json of a service's package. */
export function manifestOf(service: Service): Manifest {
	const from = combined();
	const { provider, packageName } = service;
	const { id, otherNames = [], keywords } = provider;
	const [official = '', n8n = ''] = from.keywords;
	const tools = Object.entries(from.devDependencies).filter(([name]) => TOOLS.includes(name));
	return {
		...from,
		name: packageName,
		description: `n8n nodes and credentials for ${provider.name} that renew their own tokens`,
		keywords: [official, n8n, id, ...otherNames.map((name) => name.toLowerCase()), ...keywords],
		scripts: { build: 'gulp', lint: 'eslint . --max-warnings 0' },
		n8n: contents(service, from),
		devDependencies: Object.fromEntries(tools),
	};
}
