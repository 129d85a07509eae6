import { text } from './root.mts';
import type { Service } from './services.mts';

/** What n8n's node panel searches and links to, beside the class. */
interface Codex {
	node: string;
	alias: string[];
	resources: { primaryDocumentation: Array<{ url: string }>; [kind: string]: unknown };
	[field: string]: unknown;
}

function read(folder: string, name: string): Codex {
	return JSON.parse(text('nodes', folder, `${name}.node.json`));
}

/** The codex of one of a package's nodes, by its class. The request node has the search words of the service's own node. */
export function codexOf({ folder, request, packageName }: Service, name: string): Codex {
	const codex = read(folder, name === request ? folder : name);
	const node = `${packageName}.${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
	if (name !== request) return { ...codex, node };
	const { primaryDocumentation } = read('ProviderRequest', 'ProviderRequest').resources;
	return {
		...codex,
		node,
		alias: ['API', 'HTTP', 'REST', ...codex.alias],
		resources: { ...codex.resources, primaryDocumentation },
	};
}
