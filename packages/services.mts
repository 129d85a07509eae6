import { existsSync } from 'node:fs';
import path from 'node:path';
import { providers } from '../providers/index.ts';
import type { Provider } from '../transport/contracts/provider.ts';
import { root } from './root.mts';

/** A service that gets a package of its own. */
export interface Service {
	provider: Provider;
	/** On npm, and in front of its node types in n8n. */
	packageName: string;
	/** The folder below nodes/, and how the names of its classes begin. */
	folder: string;
	/** The class of its request node. */
	request: string;
	/** The class of its trigger, where it has one. */
	trigger?: string;
}

/** The name of the class that n8n knows by this name. */
export function classOf(name: string): string {
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

function serviceOf(provider: Provider): Service {
	const { id } = provider;
	const folder = classOf(id);
	const trigger = `${folder}Trigger`;
	const hasTrigger = existsSync(path.join(root, 'nodes', folder, `${trigger}.node.ts`));
	return {
		provider,
		packageName: `n8n-nodes-${id}`,
		folder,
		request: `${folder}Request`,
		...(hasTrigger ? { trigger } : {}),
	};
}

export const services: readonly Service[] = providers.map(serviceOf);
