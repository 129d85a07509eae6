import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageScenarios } from './package-scenarios.mts';
import { packTarball } from './pack.mts';
import { Rig } from './support.mts';
import { CURRENT } from './versions.mts';

const MOST_BYTES = 2.5 * 1024 * 1024;

describe('the tarball', () => {
	it('holds what ships and nothing else', async () => {
		const { name, files } = await packTarball();
		expect(name).toBe('n8n-nodes-business-apis');
		expect(files).toEqual(
			expect.arrayContaining(['package.json', 'LICENSE.md', 'index.js', 'dist/types/nodes.json']),
		);
		expect(files.filter((file) => /\.m?ts$|^test\/|lock\.json$/.test(file))).toEqual([]);
	});

	it('stays small', async () => {
		const { size, unpackedSize } = await packTarball();
		expect(size).toBeLessThan(MOST_BYTES);
		expect(unpackedSize).toBeLessThan(MOST_BYTES);
	});
});

describe(`installed in a stock n8n ${CURRENT}`, () => {
	let rig: Rig;

	beforeAll(async () => {
		// From nothing, as on a new server.
		const { path } = await packTarball();
		rig = await Rig.start({ tarballs: [path], editor: true });
	});

	afterAll(async () => {
		await rig?.stop();
	});

	packageScenarios(() => rig);
});
