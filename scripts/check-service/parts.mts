import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file that every service has, and what is written into it. */
interface Part {
	/** Below the project; `Id` stands for the id with a capital. */
	file: string;
	write: string;
}

const PARTS: readonly Part[] = [
	{
		file: 'providers/id/index.ts',
		write: 'the service as data: see transport/contracts/provider.ts',
	},
	{ file: 'providers/id/auth.ts', write: 'a CredentialProfile for each way to sign in' },
	{
		file: 'providers/id/failures.ts',
		write: 'classify(response): how the service says that something failed',
	},
	{
		file: 'providers/id/endpoints.ts',
		write: 'an EndpointDefinition for each documented endpoint',
	},
	{ file: 'nodes/Id/Id.node.ts', write: 'the action node: a description and one call' },
	{ file: 'nodes/Id/Id.node.json', write: 'its place and search words in the nodes panel' },
	{ file: 'nodes/Id/form.ts', write: 'names of the resources, lists to pick records from' },
	{ file: 'nodes/Id/outputs.ts', write: 'the form and the answers, for output schemas' },
	{ file: 'nodes/Id/id.svg', write: 'a square icon for light backgrounds' },
	{ file: 'nodes/Id/id.dark.svg', write: 'the icon for dark backgrounds' },
	{ file: 'test/services/id/index.mts', write: 'a TestedService: see test/services/types.mts' },
	{ file: 'test/services/id/simulator/index.mts', write: 'the simulator: a ServiceModule' },
	{ file: 'test/sandbox/id.test.mts', write: 'documented sample exchanges against the simulator' },
	{
		file: 'test/integration/rows-id.test.mts',
		write: 'describeRows(form, …): each endpoint over the wire',
	},
	{
		file: 'test/integration/sweep-id.test.mts',
		write: 'describeSweep(form): each parameter with values of offices',
	},
	{
		file: 'test/integration/id-node.test.mts',
		write: 'the operations against the simulator, in n8n-core',
	},
	{ file: 'docs/id.md', write: 'the page of the service, with the sections of its neighbours' },
];

/** What a person has to fill in stands in the skeleton as `(replace by what to write)`. */
const PLACEHOLDER = /\(replace by ([^)]*)\)/g;

const capital = (id: string): string => id.slice(0, 1).toUpperCase() + id.slice(1);

const placed = (file: string, id: string): string =>
	file.replace(/\bId(?=[./]|Trigger)/g, capital(id)).replace(/(^|[/-])id(?=[./-]|$)/g, `$1${id}`);

/** Files of one service, below the project. */
export function filesOf(root: string, id: string): string[] {
	const folders = [`providers/${id}`, `nodes/${capital(id)}`, `test/services/${id}`];
	const inFolders = folders
		.filter((folder) => existsSync(path.join(root, folder)))
		.flatMap((folder) =>
			readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.\w+$/.test(name))
				.map((name) => path.join(folder, name)),
		);
	const near = (folder: string, name: RegExp) =>
		readdirSync(path.join(root, folder))
			.filter((file) => name.test(file))
			.map((file) => path.join(folder, file));
	const word = new RegExp(`(^|-)${id}(-|\\.)`);
	return [
		...inFolders,
		...near('credentials', new RegExp(`^${capital(id)}\\w*Api\\.credentials\\.ts$`)),
		...['test/sandbox', 'test/integration', 'docs', 'docs/examples'].flatMap((folder) =>
			near(folder, word),
		),
	];
}

/** Tests may be parted: `rows-id.test.mts`, or `rows-id-1.test.mts` and so on. */
function isThere(root: string, file: string): boolean {
	if (!file.endsWith('.test.mts')) return existsSync(path.join(root, file));
	const start = path.basename(file, '.test.mts');
	return readdirSync(path.join(root, path.dirname(file))).some(
		(name) =>
			name.endsWith('.test.mts') && (name === path.basename(file) || name.startsWith(`${start}-`)),
	);
}

/** What a service lacks: the file, and what to write. */
export function missingParts(root: string, id: string): string[] {
	const absent = PARTS.map(({ file, write }) => ({ file: placed(file, id), write })).filter(
		({ file }) => !isThere(root, file),
	);
	const open = filesOf(root, id).flatMap((file) => {
		const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
		return lines.flatMap((line, at) =>
			[...line.matchAll(PLACEHOLDER)].map(([, words = '']) => `${file}:${at + 1}: write ${words}`),
		);
	});
	return [...absent.map(({ file, write }) => `${file} is missing: write ${write}`), ...open];
}
