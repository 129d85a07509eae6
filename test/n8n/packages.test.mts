import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Built } from '../../packages/build.mts';
import { CREDENTIAL_TYPES } from './credentials.mts';
import { hashOf, hashOfCopy, packTarball } from './pack.mts';
import type { Single } from './singles.mts';
import {
	builtSingles,
	describedNodes,
	describedTypes,
	operation,
	ownCredential,
	ownRequests,
	requests,
	SINGLES,
	together,
	typesOf,
} from './singles.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';

const COMBINED = 'n8n-nodes-business-apis';
const ITEMS = 10;

let all: Map<string, Built>;
let rig: Rig | undefined;

const builtOf = ({ id }: Single): Built => {
	const built = all.get(id);
	if (!built) throw new Error(`${id} was not built`);
	return built;
};

/** The n8n of this file with these packages: one database, a process for each set. */
async function n8nWith(tarballs: string[]): Promise<Rig> {
	if (rig) await rig.restartWith(tarballs);
	else rig = await Rig.start({ tarballs, editor: true });
	return rig;
}

/** The node types and credential types that n8n has of these packages. */
async function listed({ client }: Rig): Promise<{ nodes: string[]; types: string[] }> {
	const nodes = (await client.nodeTypes()).map(({ name }) => name);
	const types = (await client.credentialTypes()).map(({ name }) => name);
	return {
		nodes: nodes.filter((name) => /^n8n-nodes-(?!base\.)/.test(name)).sort(),
		types: types.filter((name) => CREDENTIAL_TYPES.some((ours) => ours === name)).sort(),
	};
}

function nodesOf({ id, service }: Single): string[] {
	const trigger = service.trigger ? ['Trigger'] : [];
	const ends = ['', 'Request', 'RequestTool', 'Tool', ...trigger];
	return ends.map((end) => `${service.packageName}.${id}${end}`);
}

beforeAll(async () => {
	all = await builtSingles();
}, 600_000);

afterAll(async () => {
	await rig?.stop();
});

describe.each(SINGLES)('the package of $id', (single) => {
	it('has the credential types of the combined package, alike in every field', async () => {
		const own = await describedTypes(builtOf(single).folder);
		const combined = await describedTypes(root);
		expect([...own.keys()].sort()).toEqual(typesOf(single));
		for (const [name, { supportedNodes: _own, iconUrl: _ownIcon, ...type }] of own) {
			const { supportedNodes: _nodes, iconUrl: _icon, ...same } = combined.get(name) ?? {};
			expect(type).toEqual(same);
		}
	});

	it('has a request node with the parameters of Provider Request but for its service', async () => {
		const own = (await describedNodes(builtOf(single).folder)).get(`${single.id}Request`);
		const combined = (await describedNodes(root)).get('providerRequest');
		const expected = (combined?.properties ?? []).flatMap(({ displayOptions, ...property }) => {
			const { service, ...show } = displayOptions?.show ?? {};
			if (property.name === 'service' || (service && !service.includes(single.id))) return [];
			if (property.name === 'authentication' && typesOf(single).length === 1) return [];
			return [Object.keys(show).length > 0 ? { ...property, displayOptions: { show } } : property];
		});
		expect(own?.properties).toEqual(expected);
		expect(own).toMatchObject({ usableAsTool: true });
	});

	it('holds what ships and nothing else', () => {
		const { files } = builtOf(single);
		const others = SINGLES.filter(({ id }) => id !== single.id).map(({ id }) => id);
		const strange = files.filter(
			(file) =>
				!/^(dist\/.*\.(js|json|svg)|index\.js|package\.json|(LICENSE|README)\.md)$/.test(file) ||
				others.some((id) => file.toLowerCase().startsWith(`dist/providers/${id}/`)),
		);
		expect(strange).toEqual([]);
		expect(files.filter((file) => file.includes('/__schema__/'))).not.toEqual([]);
	});

	it('is the same, byte for byte, when it is packed elsewhere', async () => {
		const { folder, files, tarball } = builtOf(single);
		expect(await hashOfCopy(folder, files)).toBe(await hashOf(tarball));
	});

	describe('alone in a stock n8n', () => {
		let n8n: Rig;

		beforeAll(async () => {
			n8n = await n8nWith([builtOf(single).tarball]);
		});

		it('is all that n8n knows of us, and loads without a complaint', async () => {
			expect(await listed(n8n)).toEqual({ nodes: nodesOf(single), types: typesOf(single) });
			const ours = new RegExp(single.service.packageName);
			expect(n8n.n8n.log.split('\n').filter((line) => ours.test(line))).toEqual([]);
		});

		it('runs an operation and a request, and renews an expired token', async () => {
			await n8n.reset();
			const credential = await ownCredential(n8n, single);
			expect(await n8n.client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
			const workflows = [await operation(single, credential), ownRequests(single, credential)];
			expect(await together(n8n, single, ...workflows)).toMatchObject({ good: 1, failed: [] });
			await n8n.expireTokens(single.id);
			const tokens = single.exchanges ? 1 : 0;
			expect(await together(n8n, single, ...workflows)).toEqual({ tokens, good: 1, failed: [] });
		});
	});
});

describe('all of them side by side', () => {
	let n8n: Rig;

	beforeAll(async () => {
		n8n = await n8nWith(SINGLES.map((single) => builtOf(single).tarball));
		await n8n.reset();
	});

	it('are all there, each once', async () => {
		const { nodes, types } = await listed(n8n);
		expect(nodes).toEqual(SINGLES.flatMap(nodesOf).sort());
		expect(types).toEqual([...CREDENTIAL_TYPES].sort());
	});

	it.each(SINGLES)('$id works', async (single) => {
		const credential = await ownCredential(n8n, single);
		const workflows = [await operation(single, credential), ownRequests(single, credential, ITEMS)];
		expect(await together(n8n, single, ...workflows)).toEqual({
			tokens: single.exchanges ? 1 : 0,
			good: ITEMS,
			failed: [],
		});
	});
});

describe('beside the combined package', () => {
	let n8n: Rig;

	beforeAll(async () => {
		const tarballs = SINGLES.map((single) => builtOf(single).tarball);
		n8n = await n8nWith([...tarballs, (await packTarball()).path]);
	});
	beforeEach(async () => {
		await n8n.reset();
	});

	it('the nodes of both are there', async () => {
		const { nodes } = await listed(n8n);
		expect(nodes).toEqual(expect.arrayContaining(SINGLES.flatMap(nodesOf)));
		expect(nodes).toContain(`${COMBINED}.providerRequest`);
	});

	const CHANGES = ['expireTokens', 'revokeTokens'] as const;
	const cases = SINGLES.filter(({ exchanges }) => exchanges).flatMap((single) =>
		CHANGES.map((change) => ({ ...single, change })),
	);

	it.each(cases)(
		'$id: the nodes of both, and of each, renew once on one credential after $change',
		async ({ change, ...single }) => {
			await n8n.configure(single.id, { singleValidToken: true });
			const credential = await ownCredential(n8n, single);
			const combined = requests(single, credential, ITEMS);
			const own = ownRequests(single, credential, ITEMS);
			const senders = [[combined, own], [combined, own], [combined], [own]];
			for (const [round, workflows] of senders.entries()) {
				if (round > 0) await n8n[change](single.id);
				expect(await together(n8n, single, ...workflows)).toEqual({
					tokens: 1,
					good: ITEMS * workflows.length,
					failed: [],
				});
			}
		},
	);
});
