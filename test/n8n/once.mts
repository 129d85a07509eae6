import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The folder of this run of the tests, which its processes share; scripts/run.mjs makes and removes it. */
const run = process.env.RUN_FOLDER;

const LIMIT_MS = 300_000;

/**
 * A folder that the first process of a run to ask for it fills; the others wait until it has.
 *
 * @returns nothing where each process is a run of its own, as jest is when it is called directly
 */
export async function oncePerRun(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string | undefined> {
	if (run === undefined) return undefined;
	const folder = path.join(run, name);
	const made = `${folder}.made`;
	const isFirst = await mkdir(folder).then(
		() => true,
		() => false,
	);
	if (isFirst) {
		await fill(folder);
		await writeFile(made, '');
	}
	const end = Date.now() + LIMIT_MS;
	while (!existsSync(made)) {
		if (Date.now() > end) throw new Error(`${name} was not made in ${LIMIT_MS} ms`);
		await sleep(200);
	}
	return folder;
}
