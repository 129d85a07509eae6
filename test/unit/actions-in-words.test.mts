import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { nodes } from './support/package-classes.mts';

/** What a notice warns of, and the words that an action needs for it: a language model reads the action only. */
const DANGERS: ReadonlyArray<readonly [kind: string, notice: RegExp, action: RegExp]> = [
	['costs', /\bcharge[sd]?\b|takes money|starts a payment/i, /charge|payment/i],
	['sends', /emails the (customer|collaborator)|text message|invitation/i, /email|text|SMS/i],
	['reveals', /contains the (vendor’s refresh token|signing secret)/i, /secret/i],
	['is final', /cannot be undone|cannot undo|deletes|removes the person/i, /cannot be undone/],
	['reaches many', /every existing record/i, /all receivers/],
	['doubles', /with two of them|books it again|bills again/i, /not safe to repeat|charge/],
	['locks', /can no longer be changed\. Add all items first/i, /no longer change/],
	['passes on', /passes validated, sent invoices on/i, /accounting/],
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
