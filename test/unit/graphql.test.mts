import { describe, expect, it } from '@jest/globals';

import { queriesOnly } from '../../transport/http/graphql';

const reads = (query: string) => queriesOnly({ query });

describe('a GraphQL request that can only read', () => {
	it.each([
		'{ events { id } }',
		'query { events { id } }',
		'query Events($id: ID! = "a{b") @live { event(id: $id) { ...parts } } fragment parts on Event { id }',
		'# mutation { a }\n{ events { id } }',
		'query { events(search: "} mutation { a }") { id } }',
		'query { events(search: """a " } mutation { b } \\""" c""") { id } }',
		'\uFEFFquery A { a } query B { b }',
		'query { events(filter: { ids: [1, 2] }) { mutation } }',
	])('has queries and nothing else: %s', (document) => {
		expect(reads(document)).toBe(true);
	});

	it.each([
		'mutation { remove(id: 1) { id } }',
		'query A { a } mutation B { b }',
		'# query\nmutation { a }',
		'"query" mutation { a }',
		'query A { a } # note\rmutation B { b }',
		'subscription { a }',
		'fragment parts on Event { id }',
		'query { a',
		'query { a } }',
		'mutation',
		'type Query { a: Int }',
		'',
	])('is anything that is not sure to be one: %s', (document) => {
		expect(reads(document)).toBe(false);
	});

	it('is read in JSON text too, and nothing is made of other bodies', () => {
		expect(queriesOnly('{"query":"{ a }"}')).toBe(true);
		for (const body of ['{ a }', undefined, [], { query: 1 }, new FormData()]) {
			expect(queriesOnly(body)).toBe(false);
		}
	});
});
