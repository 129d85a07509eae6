import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { addressFields, lines, preferenceFields } from '../../nodes/Otesse/properties';
import { OtoTrigger } from '../../nodes/Oto/OtoTrigger.node';
import { otesse } from '../../providers/otesse';
import { oto } from '../../providers/oto';
import { endpointOf } from '../../transport/rows';
import type { Field, Provider } from '../../transport/types';

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
		['customer.create', 'address', keysOf(addressFields.options)],
		['customer.update', 'preferences', keysOf(preferenceFields.options)],
	])('the parts of %s %s are those of the documented example', (key, name, parts) => {
		const { example = '{}' } = bodyField(otesse, key, name);
		expect(parts).toEqual(Object.keys(JSON.parse(example)).sort());
	});

	it('the parts of a line of an invoice are those of the documented example', () => {
		const { example = '[]' } = bodyField(otesse, 'invoice.create', 'line_items');
		const [line] = JSON.parse(example);
		const [group] = lines.options ?? [];
		if (!group || !('values' in group)) throw new Error('Line Items has no fields');
		const camel = (name: string) => name.replace(/_(\w)/g, (_all, next) => next.toUpperCase());
		expect(keysOf(group.values)).toEqual(Object.keys(line).map(camel).sort());
	});

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
