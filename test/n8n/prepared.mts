import { N8nClient } from './client.mts';
import type { N8nOptions } from './n8n.mts';
import { startN8n } from './n8n.mts';
import { oncePerRun } from './once.mts';
import { packTarball } from './pack.mts';
import { CURRENT } from './versions.mts';

/**
 * The options of an n8n with the packed package, unless they name packages or a folder. Within a run each version is installed,
 * migrated and given its owner once; all others start on copies of that folder.
 */
export async function prepared(options: N8nOptions): Promise<N8nOptions> {
	if (options.tarballs || options.userFolder !== undefined) return options;
	const { version = CURRENT } = options;
	const tarballs = [(await packTarball()).path];
	const template = await oncePerRun(`n8n-${version}`, async (userFolder) => {
		const n8n = await startN8n({ version, userFolder, tarballs, editor: false });
		try {
			await N8nClient.signIn(n8n);
		} finally {
			await n8n.stop();
		}
	});
	return { ...options, ...(template === undefined ? { tarballs } : { template }) };
}
