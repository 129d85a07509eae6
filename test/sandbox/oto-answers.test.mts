import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { placesOf } from './answers/compare.mts';
import { callsOf } from '../services/oto/answers/calls.mts';
import type { Answered } from '../services/oto/answers/index.mts';
import { differences, shapes } from '../services/oto/answers/index.mts';
import { at, call, listAt } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { oto } from '../services/oto/simulator/index.mts';

let sandbox: Sandbox;
let base: string;
let tokens: Record<string, string>;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	base = sandbox.baseUrls.oto ?? '';
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
	tokens = {};
});

afterAll(async () => {
	await sandbox.close();
});

/** The body of a call that succeeds. */
async function ask(path: string, json?: unknown, method?: string, owner = ''): Promise<unknown> {
	const refresh_token = owner === '' ? 'sandbox-oto-refresh-token' : `sandbox-oto-${owner}-token`;
	if (tokens[owner] === undefined) {
		const { json: answer } = await call(`${base}/refreshToken`, { json: { refresh_token } });
		tokens[owner] = String(at(answer, 'access_token'));
	}
	const headers = { authorization: `Bearer ${tokens[owner]}` };
	const answer = await call(base + path, { headers, json, method });
	expect([path, answer.status, at(answer.json, 'success') ?? true]).toEqual([path, 200, true]);
	return answer.json;
}

const CALLS = callsOf(ask);

describe('the successful answers of the simulated OTO', () => {
	it.each(Object.keys(CALLS) as Answered[])('%s has the documented keys and types', async (key) => {
		const seen = new Set<string>();
		for (const body of await CALLS[key]()) expect(differences(key, body, seen)).toEqual([]);
		expect(placesOf(shapes[key]).filter((place) => !seen.has(place))).toEqual([]);
	});

	it('are known for every endpoint but the one of which no answer is documented', () => {
		const routes = oto.routes().map(({ method, path }) => `${method} ${path}`);
		expect(Object.keys(shapes).sort()).toEqual(
			routes.filter((route) => route !== 'GET /test').sort(),
		);
	});

	it('name the three options that OTO shows without an order and a city', async () => {
		expect(listAt(await ask('/getDeliveryOptions'), 'options')).toHaveLength(3);
	});
});
