import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { nodes } from './support/package-classes.mts';

/** What a notice warns of, and the words that an action needs for it: a language model reads the action only. */
const DANGERS: ReadonlyArray<readonly [kind: string, notice: RegExp, action: RegExp]> = [
	['costs', /\bcharge[sd]?\b|takes money|starts a payment/i, /charge|payment/i],
	[
		'sends',
		/(writes to|emails) the (customer|phone|collaborator)|text message|invitation/i,
		/email|text|SMS/i,
	],
	['reveals', /holds the (refresh token|secret)/i, /secret/i],
	['is final', /cannot be undone|deletes|takes the person out/i, /cannot be undone/],
	['reaches many', /Every existing record|existing record is delivered/i, /all receivers/],
	['doubles', /second configuration|books again|bills again/i, /not safe to repeat|charge/],
	['locks', /can no longer change\. Add them all first/i, /no longer change/],
	['passes on', /passes valid and sent invoices on/i, /accounting/],
];

interface Operation {
	name: string;
	node: string;
	action: string;
	notice: string;
}

function noticeOf(properties: INodeProperties[], resource: string, operation: string): string {
	const shown = properties.find(
		(property) =>
			property.type === 'notice' &&
			NodeHelpers.displayParameter({ resource, operation }, property, { typeVersion: 1 }, null),
	);
	return shown?.displayName ?? '';
}

const operations = nodes.flatMap(({ made: { description } }): Operation[] =>
	description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(options as INodePropertyOptions[]).map(({ value, action = '' }) => {
				const resource = String(displayOptions?.show?.resource?.[0]);
				return {
					name: `${description.name} ${resource}.${String(value)}`,
					node: String(description.defaults.name),
					action,
					notice: noticeOf(description.properties, resource, String(value)),
				};
			}),
		),
);

describe('an action says', () => {
	const warned = DANGERS.flatMap(([kind, notice, words]) =>
		operations
			.filter((operation) => notice.test(operation.notice))
			.map(({ name, action }) => [kind, name, action, words] as const),
	);

	it('each of these dangers somewhere', () => {
		expect([...new Set(warned.map(([kind]) => kind))]).toEqual(DANGERS.map(([kind]) => kind));
	});

	it.each(warned)('what its notice says: it %s (%s)', (_kind, _name, action, words) => {
		expect(action).toMatch(words);
	});

	// n8n makes the tool's name of it, with 64 characters at most.
	it.each(operations)('no more than a tool’s name holds: $name', ({ action, node }) => {
		expect(`${action} in ${node}`.length).toBeLessThanOrEqual(64);
	});

	const final = operations.filter(({ name }) => /\.(delete|void|cancel)/.test(name));

	it.each(final)('that it cannot be undone: $name', ({ action }) => {
		expect(action).toMatch(/cannot be undone/);
	});
});
