import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { services } from '../coverage/services.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import type { Written } from './support/dry-runs.mts';
import {
	differences,
	mayWrite,
	requestWritesOf,
	withDryRun,
	writesOf,
} from './support/dry-runs.mts';
import { sandboxForTests, secretsOf, textOf } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';
import { WireBench } from './support/wire-bench.mts';

/** Operations that read before they write, and need answers for that which this server does not give. */
const ALONE = ['webhook.delete', 'invoice.uploadAndWait', 'shipment.book'];

const forms = services.map(({ form }) => [form.provider.id, form] as const);

describe.each(forms)('a dry run of %s', (_id, form) => {
	let bench: WireBench;

	let requests: WireBench;

	beforeAll(async () => {
		bench = await WireBench.start(form);
		requests = await WireBench.start(form, 'providerRequest');
	});

	afterAll(async () => {
		await bench.server.close();
		await requests.server.close();
	});

	/** What is wrong with a dry run, beside the real one; nothing where both agree. */
	async function compare(wire: WireBench, { name, parameters, says }: Written): Promise<string[]> {
		const { server } = wire;
		const found: string[] = [];
		server.says(says);
		server.take();
		const dry = await wire.run(withDryRun(parameters), [{}], false);
		const written = server.take().filter((one) => mayWrite(form, one));
		if (written.length > 0) found.push(`${written.length} writes`);
		if (dry.error) found.push(`failed with ${dry.error.message}`);
		const calls = dry.items.map(({ json }) => json);
		const [first] = calls;
		if (calls.some(({ dryRun }) => dryRun !== true)) found.push('items that are not planned calls');
		if (calls.some(({ refused }) => refused !== undefined)) {
			found.push(`refused: ${String(first?.refused)}`);
		}
		await wire.run(parameters, [{}], true);
		const sent = server.take().filter((one) => mayWrite(form, one));
		if (!sent[0]) found.push('nothing was sent in earnest');
		else if (first?.url !== undefined) {
			found.push(...(await differences(first, sent[0], server.origin)));
		}
		return found.map((one) => `${name}: ${one}`);
	}

	it('of each operation of the node writes nothing, and shows the request that a real run sends', async () => {
		const writes = writesOf(form, bench);
		const found: string[] = [];
		for (const written of writes) {
			if (!ALONE.includes(written.name)) found.push(...(await compare(bench, written)));
		}
		expect(writes).not.toEqual([]);
		expect(found).toEqual([]);
	}, 240_000);

	it('of each endpoint in Provider Request does so, too', async () => {
		const found: string[] = [];
		for (const written of requestWritesOf(form)) found.push(...(await compare(requests, written)));
		expect(found).toEqual([]);
	}, 240_000);
});

const sandbox = sandboxForTests();

describe.each(forms)('a dry run at the simulator of %s', (id, form) => {
	it('of any operation leaves no write in its log', async () => {
		const bench = await WireBench.start(form);
		const writes = writesOf(form, bench);
		await bench.server.close();
		const node = await ServiceNode.start(sandbox(), id as ServiceId);
		const files = { name: 'Files', type: 'files' };
		const logged: string[] = [];
		for (const { name, parameters } of writes) {
			const { resource, operation, ...rest } = withDryRun(parameters);
			const set = { resource: String(resource), operation: String(operation), with: rest };
			const { calls } = await node.run({ ...set, onError: 'continueRegularOutput' }, [{}], [files]);
			const made = calls.filter((call) => mayWrite(form, call));
			logged.push(...made.map(({ method, path }) => `${name}: ${method} ${path}`));
		}
		expect(logged).toEqual([]);
	}, 240_000);
});

describe('a dry run', () => {
	it('shows no secret, neither of the credential nor of the body', async () => {
		for (const { id: service } of tested) {
			const requester = await Requester.start(sandbox(), service);
			const secrets = await secretsOf(sandbox(), service);
			const answered = await requester.run({
				endpoint: '/anything',
				method: 'POST',
				query: { q: secrets[0] ?? '' },
				body: { text: `with ${secrets[0]}`, password: 'of a person' },
				options: { dryRun: true },
			});
			expect(answered.calls).toEqual([]);
			const shown = JSON.stringify(answered.items);
			expect(shown).toContain('/anything');
			for (const secret of [...secrets, 'of a person']) expect(shown).not.toContain(secret);
			expect(textOf(answered)).toContain('***');
		}
	});
});
