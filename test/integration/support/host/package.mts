import type { ICredentialsHelper } from 'n8n-workflow';

import { Process } from '../bench.mts';
import type { LoadedPackage } from './host.mts';

/** The built package as each start of n8n loads it: its code anew, on the same stored credentials. */
export function loadsOf(first: Process): () => LoadedPackage {
	let next: Process | undefined = first;
	return () => {
		const { built, store } = next ?? Process.start(first.store);
		next = undefined;
		const credentialsHelper = store.helper() as unknown as ICredentialsHelper;
		return { nodes: built.nodes, credentialsHelper };
	};
}
