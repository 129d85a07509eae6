import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageScenarios } from './package-scenarios.mts';
import { hashOf, hashOfCopy, packTarball } from './pack.mts';
import { Rig } from './support.mts';
import { CURRENT, root } from './versions.mts';

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

	it('is the same, byte for byte, when it is packed elsewhere', async () => {
		const { path: tarball, files } = await packTarball();
		expect(await hashOfCopy(root, files)).toBe(await hashOf(tarball));
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
