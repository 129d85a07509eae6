import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ProviderRequest } from '../../nodes/ProviderRequest/ProviderRequest.node';
import { services } from '../coverage/services.mts';
import { tested } from '../services/index.mts';

const page = (name: string) => readFileSync(path.join(__dirname, '../../docs', name), 'utf8');

/** The cells of the rows of a table that starts with this heading. */
function tableAt(text: string, heading: string): string[][] {
	const [, after = ''] = text.split(`\n| ${heading} `);
	return (after.split('\n\n')[0] ?? '')
		.split('\n')
		.slice(2)
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, service = '', ...cells]) => [service.toLowerCase(), ...cells.slice(0, -1)]);
}

describe('the figures of the documents', () => {
	it('provider-request.md names the options of the node', () => {
		const options = new ProviderRequest().description.properties.find(
			({ name }) => name === 'options',
		)?.options;
		const names = options?.map((option) => 'displayName' in option && option.displayName);
		const table = tableAt(page('provider-request.md'), 'Option  ');
		expect(table.map(([name]) => name)).toEqual(names?.map((name) => String(name).toLowerCase()));
	});

	const counted = tested.filter(({ form }) => form.figures !== undefined);

	it('are told of some services', () => {
		expect(counted).not.toEqual([]);
	});

	it.each(counted)('the page of $id counts $form.figures', ({ id, form: { figures = [] } }) => {
		expect(figures).not.toEqual([]);
		for (const words of figures) expect(page(`${id}.md`)).toContain(words);
	});

	it('gallery.md names the credential types that are not tested when they are saved', () => {
		const untested = tested
			.flatMap(({ credentials }) => credentials)
			.filter(({ credential, test }) => credential.test === undefined && test === undefined)
			.map(({ credential }) => credential.displayName);
		expect(untested).toHaveLength(1);
		expect(page('gallery.md')).toContain(`all but ${untested.join(', ')} are tested`);
	});

	it('limits.md names what the options start with', () => {
		const text = page('limits.md');
		const properties = services.flatMap(({ description }) => description.properties);
		const options = properties.flatMap(({ options: own = [] }) =>
			own.flatMap((one) => ('type' in one ? [one] : [])),
		);
		const startOf = (name: string) =>
			new Set(
				[...properties, ...options].filter((one) => one.name === name).map((one) => one.default),
			);
		expect(startOf('timeout')).toEqual(new Set([60_000]));
		expect(startOf('longestWait')).toEqual(new Set([120]));
		expect(startOf('maxResponseSize')).toEqual(new Set([100]));
		expect(startOf('limit')).toEqual(new Set([50]));
		expect(startOf('concurrentItems')).toEqual(new Set([1]));
		for (const words of ['60 seconds ', '120 seconds ', '100 MB,', '| 50 ', '| 1: one after'])
			expect(text).toContain(words);
	});
});
