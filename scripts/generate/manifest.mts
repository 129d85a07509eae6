import { inWords, withBlock } from './blocks.mts';
import type { KnownService } from './known.mts';
import { read } from './known.mts';

/** Files by their path below the project. */
export type Files = Map<string, string>;

/** Keywords that n8n and npm look for. */
const OFFICIAL = ['n8n-community-node-package', 'n8n'];

const built = (file: string): string => `dist/${file.replace(/\.ts$/, '.js')}`;

function packageJson(services: readonly KnownService[]): string {
	const manifest = JSON.parse(read('package.json')) as Record<string, object | string>;
	const keywords = services.flatMap(({ provider: { id, otherNames = [] } }) => [
		id,
		...otherNames.map((name) => name.toLowerCase()),
	]);
	const credentials = services.flatMap((one) => one.credentials.map(({ file }) => built(file)));
	const nodes = services.flatMap(({ nodeFiles }) => nodeFiles.map(built));
	const changed = {
		...manifest,
		description: `n8n nodes and credentials for ${inWords(services.map(({ name }) => name))} that renew their own tokens`,
		keywords: [...OFFICIAL, ...keywords],
		n8n: {
			...(manifest.n8n as object),
			credentials: credentials.sort(),
			nodes: [...nodes, 'dist/nodes/ProviderRequest/ProviderRequest.node.js'].sort(),
		},
	};
	return `${JSON.stringify(changed, null, 2)}\n`;
}

/** The nodes panel finds Provider Request by the name of every service. */
function requestCodex(services: readonly KnownService[]): [file: string, text: string] {
	const file = 'nodes/ProviderRequest/ProviderRequest.node.json';
	const codex = JSON.parse(read(file)) as Record<string, unknown>;
	const names = services.flatMap(({ name, provider: { otherNames = [] } }) => [
		name,
		...otherNames,
	]);
	const alias = [...names, 'API request', 'REST', 'HTTP request', 'GraphQL'];
	return [file, `${JSON.stringify({ ...codex, alias }, null, 2)}\n`];
}

function issueForms(services: readonly KnownService[]): Array<[file: string, text: string]> {
	const list = (names: readonly string[]) =>
		[...names].sort((a, b) => a.localeCompare(b)).map((name) => `- ${name}`);
	const types = services.flatMap(({ credentials }) =>
		credentials.map(({ credential }) => credential.displayName),
	);
	const names = services.map(({ name }) => name);
	return [
		['bug', 'credentials', list(types)],
		['feature', 'services', [...list(names), '- All of them']],
	].map(([form, block, lines]) => {
		const file = `.github/ISSUE_TEMPLATE/${String(form)}.yml`;
		return [file, withBlock(read(file), 'yml', String(block), (lines as string[]).join('\n'))];
	});
}

/** What n8n, npm and GitHub read of the list of services. */
export function manifestFiles(services: readonly KnownService[]): Files {
	return new Map([
		['package.json', packageJson(services)],
		requestCodex(services),
		...issueForms(services),
	]);
}
