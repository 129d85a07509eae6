import { describe, expect, it } from '@jest/globals';

import { providerById, providers } from '../../providers';
import { classifyStatus } from '../../transport/http/errors';
import { readResponse } from '../../transport/http/response';
import { refusedQueries } from '../services/doo/envelopes.mts';
import { tested } from '../services/index.mts';

const envelopes = tested.flatMap(({ id, envelopes: own = [] }) =>
	own.map((envelope) => ({ service: id, ...envelope })),
);

function read(service: string, status: number, body: string) {
	// Without a content type: it decides nothing.
	const response = readResponse({ statusCode: status, headers: {}, body });
	return providerById(service).credentials.map((profile) => profile.classify(response));
}

describe('what an answer means', () => {
	it.each(envelopes)('$service $status $body: $kind', (envelope) => {
		for (const failure of read(envelope.service, envelope.status, envelope.body)) {
			expect(failure?.kind ?? null).toBe(envelope.kind);
			if (envelope.words) expect(failure?.message).toMatch(envelope.words);
			expect(failure?.code).toBe(envelope.code);
			if (envelope.hint) expect(failure?.hint).toMatch(envelope.hint);
		}
	});

	it.each(refusedQueries)('a query refused for its token asks for a new one: %s', (body) => {
		const [failure] = read('doo', 200, body);
		expect(['expired', 'doubtful']).toContain(failure?.kind);
	});
});

describe.each(providers.map(({ id }) => id))('whatever %s answers', (id) => {
	const deep = '{"message":'.repeat(10_000) + '"x"' + '}'.repeat(10_000);
	const odd = [
		'null',
		'true',
		'17',
		'"text"',
		'[]',
		'{}',
		'{"error":null,"message":null,"code":null}',
		'{"error":[],"errors":{},"response_status":"x","success":"no"}',
		'{"__proto__":{"success":false},"constructor":"x"}',
		'<html><body>x</body></html>',
		'\u0000\u0001',
		deep,
		'x'.repeat(100_000),
	];

	it.each(odd.map((body) => ({ name: body.slice(0, 60), body })))('$name', ({ body }) => {
		for (const status of [200, 201, 204, 400, 401, 403, 404, 429, 500, 503]) {
			for (const failure of read(id, status, body)) {
				if (status >= 400) expect(failure?.message.trim()).toBeTruthy();
				else expect(failure).toBeUndefined();
				if (status === 401) expect(failure?.kind).toBe('expired');
				if (status === 429) expect(failure?.kind).toBe('limited');
			}
		}
	});
});

it.each([
	[400, 'final'],
	[401, 'expired'],
	[403, 'final'],
	[404, 'final'],
	[408, 'temporary'],
	[429, 'limited'],
	[500, 'final'],
	[502, 'temporary'],
	[503, 'temporary'],
	[504, 'temporary'],
])('status %i alone is %s', (status, kind) => {
	expect(classifyStatus(status)).toBe(kind);
});
