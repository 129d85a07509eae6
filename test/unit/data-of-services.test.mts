import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { address, lineItems, preferences } from '../../nodes/Otesse/properties';
import { sender } from '../../nodes/Oto/order/customer';
import { boxes, orderItems, returnItems, stockItems } from '../../nodes/Oto/order/lines';
import { OtoTrigger } from '../../nodes/Oto/OtoTrigger.node';
import { invoiceLines, orderLines, receiptLines } from '../../nodes/Ottimate/lines';
import { linesProperty } from '../../nodes/shared/form/line-list';
import { camel } from '../../nodes/shared/form/labels/wire-names';
import { collectionProperty } from '../../nodes/shared/form/nested-object';
import { otesse } from '../../providers/otesse';
import { oto } from '../../providers/oto';
import { ottimate } from '../../providers/ottimate';
import type { Field } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { endpointOf } from '../../transport/pagination/rows';

function bodyField(provider: Provider, key: string, name: string): Field {
	const [resource = '', operation = ''] = key.split('.');
	const field = endpointOf(provider.endpoints, resource, operation).body?.find(
		(one) => one.name === name,
	);
	if (!field) throw new Error(`${key} has no ${name}`);
	return field;
}

const keysOf = (options: INodeProperties['options'] = []) => options.map(({ name }) => name).sort();

describe('what differs between services stands in providers/', () => {
	it('the events of the OTO Trigger are those of the endpoint row', () => {
		const { options = [] } = bodyField(oto, 'webhook.create', 'webhookType');
		const events = new OtoTrigger().description.properties.find(({ name }) => name === 'events');
		const values = (events?.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(values.length).toBeGreaterThan(3);
		expect([...values].sort()).toEqual([...options].sort());
	});

	it.each([
		{ provider: otesse, key: 'customer.create', object: address },
		{ provider: otesse, key: 'customer.update', object: preferences },
		{ provider: oto, key: 'order.create', object: sender },
	])(
		'$provider.id: the parts of $key are those of the documented example',
		({ provider, key, object }) => {
			const { example = '{}' } = bodyField(provider, key, object.key);
			const parts = object.fields.map(({ name }) => name);
			expect(parts).toEqual(expect.arrayContaining(Object.keys(JSON.parse(example))));
			expect(keysOf(collectionProperty(object).options)).toEqual(parts.map(camel).sort());
		},
	);

	it.each([
		{ provider: otesse, key: 'invoice.create', list: lineItems },
		{ provider: oto, key: 'order.create', list: orderItems },
		{ provider: oto, key: 'return.create', list: returnItems },
		{ provider: oto, key: 'inventoryOrder.create', list: stockItems },
		{ provider: oto, key: 'store.getForPickup', list: stockItems },
		{ provider: oto, key: 'deliveryFee.getForOtoContracts', list: boxes },
		{ provider: ottimate, key: 'purchaseOrder.create', list: orderLines },
		{ provider: ottimate, key: 'receipt.create', list: receiptLines },
		{ provider: ottimate, key: 'invoice.import', list: invoiceLines },
	])(
		'$provider.id: the parts of a line of $key are those of the documented example',
		({ provider, key, list }) => {
			const { example = '[]' } = bodyField(provider, key, list.key);
			const members = new Set(
				(JSON.parse(example) as object[]).flatMap((line) => Object.keys(line)),
			);
			const parts = [...list.fields, ...(list.extraFields?.fields ?? [])].map(({ name }) => name);
			expect(members.size).toBeGreaterThan(1);
			expect(parts).toEqual(expect.arrayContaining([...members]));
			const [group] = linesProperty(list).options ?? [];
			if (!group || !('values' in group)) throw new Error(`${list.title} has no fields`);
			const further = group.values.find(({ name }) => name === 'further');
			const shown = group.values.filter((value) => value !== further);
			expect(keysOf([...shown, ...(further?.options ?? [])])).toEqual(parts.map(camel).sort());
		},
	);

	/** A service's own figure or word in its node folder would be written twice. */
	it.each([
		['Oto', /\b50\b|\bten webhooks\b|'shipmentCanceled'|'walletTransaction'/],
		['Otesse', /unitPrice|'(state|preferred_contact|quantity)'/],
		['Ottimate', /\b30 days\b|\b1,?000\b(?! ?\*)|\b10,000\b|\bup to 100\b/],
	])('nodes/%s spells none of its figures and keys', (folder, words) => {
		const where = path.join(__dirname, '..', '..', 'nodes', folder);
		const files = readdirSync(where, { recursive: true, encoding: 'utf8' });
		const sources = files.filter((name) => name.endsWith('.ts'));
		expect(sources.length).toBeGreaterThan(5);
		const found = sources.flatMap((name) =>
			readFileSync(path.join(where, name), 'utf8')
				.split('\n')
				.filter((line) => words.test(line) && !/\* 1000|\/ 1000/.test(line))
				.map((line) => `${name}: ${line.trim()}`),
		);
		expect(found).toEqual([]);
	});
});
