import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { N8nClient } from '../client.mts';
import type { N8n } from '../n8n.mts';
import { freePort, isFree, startN8n } from '../n8n.mts';
import type { Tarball } from '../pack.mts';
import { cacheFolder } from '../versions.mts';

const N8N_PORT = 5678;

export interface Demo {
	n8n: N8n;
	client: N8nClient;
}

/** For the check: nothing is taken from an earlier demo, and nothing is left. */
export async function freshDemo(tarball: Tarball): Promise<Demo> {
	const n8n = await startN8n({ tarballs: [tarball.path] });
	return { n8n, client: await N8nClient.signIn(n8n) };
}

/**
 * An n8n whose folder is kept for the next time, as long as the package stays the same.
 *
 * @param say tells which database it has
 */
export async function keptDemo(tarball: Tarball, say: (text: string) => void): Promise<Demo> {
	const folder = path.join(await cacheFolder(), 'demo');
	const stamp = path.join(folder, 'package-hash');
	const known = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
	if (known === tarball.hash) {
		say('Starting n8n with the database of the last demo');
		try {
			return await started(folder);
		} catch (error) {
			say(`That database is of no use any more: ${String(error).split('\n')[0]}`);
		}
	}
	say('Starting n8n with a fresh database: about half a minute');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const demo = await started(folder, tarball);
	await writeFile(stamp, tarball.hash);
	return demo;
}

async function started(folder: string, tarball?: Tarball): Promise<Demo> {
	const n8n = await startN8n({
		userFolder: folder,
		port: (await isFree(N8N_PORT)) ? N8N_PORT : await freePort(),
		// Somebody may want to add a Code node.
		env: { N8N_RUNNERS_MODE: 'internal' },
		...(tarball ? { tarballs: [tarball.path] } : {}),
	});
	try {
		return { n8n, client: await N8nClient.signIn(n8n) };
	} catch (error) {
		await n8n.stop();
		throw error;
	}
}
