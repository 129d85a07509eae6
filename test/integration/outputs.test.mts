import { beforeEach, describe, expect, it } from '@jest/globals';

import { outputs as doo } from '../../nodes/Doo/outputs';
import { outputs as ooti } from '../../nodes/Ooti/outputs';
import { outputs as otesse } from '../../nodes/Otesse/outputs';
import { partsOf } from '../../nodes/shared/inputs';
import { rowsIn } from '../../nodes/shared/operation-choice';
import { rowsOf } from '../services/ooti/simulator/store.mts';
import { entries } from '../services/ooti/simulator/table.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const sandbox = sandboxForTests();

describe('what OOTI’s operations give', () => {
	const bench = new OutputBench(sandbox, ooti, 'Ooti');
	const known = rowsIn(ooti.form).filter(
		({ operation, binary }) => operation === 'delete' || binary,
	);

	beforeEach(() => {
		bench.restart();
	});

	it('is said of deletions and files only', () => {
		const keys = known.map(({ resource, operation }) => `${resource}.${operation}`);
		expect([...bench.schemas.keys()].sort()).toEqual(keys.sort());
	});

	it('for deletions and files', async () => {
		for (const { resource, operation, path } of known) {
			const [part = ''] = partsOf(path);
			const entry = entries.find((one) => one.path === path);
			const owner = { org_pk: 210, project_pk: 41 }[part];
			const id = owner ?? rowsOf(entry?.resource ?? '').at(-1)?.id;
			await bench.call(`${resource}.${operation}`, { [part]: id });
		}
	});

	it('was all seen, with every key of the schemas', () => {
		expect(bench.unseen()).toEqual([]);
	});
});

describe('what Otesse’s operations give', () => {
	const bench = new OutputBench(sandbox, otesse, 'Otesse');
	const email = 'new@example.com';
	const all = { returnAll: true };

	beforeEach(() => {
		bench.restart();
	});

	it('for customers, bookings and invoices', async () => {
		const customers = await bench.call('customer.getMany', {}, all);
		const customer = customers.find(({ json }) => (json.addresses as unknown[]).length > 1)?.json;
		const { id, addresses = [] } = customer ?? {};
		await bench.call('customer.get', { id });
		await bench.call('customer.create', { email, first_name: 'Ada', last_name: 'L', phone: '+1' });
		await bench.run('customer.findOrCreate', { email });
		await bench.run('customer.findOrCreate', {
			email: 'other@example.com',
			firstName: 'Ada',
			lastName: 'L',
			phone: '+1',
		});
		await bench.call('booking.getMany', {}, all);
		await bench.call('booking.create', {
			customer_id: id,
			industry: 'cleaning',
			scheduled_at: '2026-12-24T10:00:00Z',
			address_id: (addresses as Array<{ id: string }>)[0]?.id,
		});
		const invoices = await bench.call('invoice.getMany', {}, all);
		await bench.call('invoice.get', { id: invoices[0]?.json.id });
	});

	it('for services and webhooks', async () => {
		await bench.call('industry.getMany');
		await bench.call('product.getMany', { slug: 'cleaning' });
		await bench.call('extra.getMany', { slug: 'cleaning' });
		const webhook = { url: 'https://example.com/hook', events: ['booking.*'] };
		const [made] = await bench.call('webhook.create', webhook);
		await bench.call('webhook.delete', { id: made?.json.id });
	});

	it('was all seen, with every key of the schemas', () => {
		expect(bench.unseen()).toEqual([]);
	});
});

describe('what doo’s operations give', () => {
	const bench = new OutputBench(sandbox, doo, 'Doo');
	const organizationId = '111';
	const body = { query: '{ event(id: "%EVENT_ID%") { id } }' };
	const hook = { type: 'event_created', method: 'POST', endpoint: 'https://a.example/hook' };
	const origin = { method: 'POST', endpoint: 'https://gql.doo.net', body };

	beforeEach(() => {
		bench.restart();
	});

	it('for webhook configurations and the schema', async () => {
		const [made] = await bench.run('webhook.create', {
			organizationId,
			name: 'Registrations',
			hooks: JSON.stringify([{ ...hook, origin }]),
		});
		await bench.run('webhook.getMany', { organizationId, returnAll: true });
		const value = String(made?.json.webhook_group_id);
		await bench.run('webhook.delete', {
			organizationId,
			webhookConfigurationId: { __rl: true, mode: 'id', value },
		});
		await bench.run('webhook.initialize', { resourceName: 'events', organizationId });
		await bench.run('graphql.getSchema');
	});

	it('was all seen, with every key of the schemas', () => {
		// The simulated schema has no descriptions and no types that stand for others.
		expect(bench.unseen()).toEqual(
			['description', 'interfaces', 'possibleTypes'].map((name) => `graphql.getSchema ${name}`),
		);
	});
});
