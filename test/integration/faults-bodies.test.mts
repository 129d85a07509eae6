import type { ServerResponse } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import type { RawServer } from './support/raw-server.mts';
import { rawServer } from './support/raw-server.mts';
import type { Kind } from './support/three-kinds.mts';
import { kinds, ThreeKinds } from './support/three-kinds.mts';

let sandbox: Sandbox;
let server: RawServer;
let service: ThreeKinds;
/** What Ottimate's place says now, and how often it was asked. */
let answer: Answer = (response) => void response.end();
let calls = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	server = await rawServer((_request, response) => answer(response, ++calls));
	service = await ThreeKinds.start(sandbox, {
		baseUrl: server.url,
		tokenUrl: `${sandbox.baseUrls.ottimate}/oauth/token`,
	});
}, 120_000);
afterAll(async () => {
	await server.close();
	await sandbox.close();
});

const MB = 1024 * 1024;
const good = { count: 1, results: [{ id: 1 }], success: true };

function say(response: ServerResponse, body: unknown): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** A byte every 20 ms: the time-out of a silent connection never comes. */
function drip(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(timer));
}

type Answer = (response: ServerResponse, call: number) => void;
type Expected = Record<Kind, string>;

const LATE = 'Ottimate did not answer in time';
const cases: Array<[string, Answer, Expected, { timeout?: number }?]> = [
	[
		'50 MB',
		(response) => say(response, { ...good, text: 'x'.repeat(50 * MB) }),
		{ read: '1x done', keyed: '1x done', unkeyed: '1x done' },
	],
	[
		'no end, once',
		(response, call) => (call === 1 ? drip(response) : say(response, good)),
		{ read: '2x done', keyed: '2x done', unkeyed: `1x ${LATE} ?` },
		{ timeout: 100 },
	],
	[
		'no end, always',
		(response) => drip(response),
		{ read: `4x ${LATE}`, keyed: `4x ${LATE} ?`, unkeyed: `1x ${LATE} ?` },
		{ timeout: 100 },
	],
];

describe('a body of', () => {
	it.each(cases)(
		'%s',
		async (_what, said, expected, options = {}) => {
			answer = said;
			const outcomes: Partial<Expected> = {};
			for (const kind of kinds) {
				calls = 0;
				const { outcome } = await service.meet(kind, [], options);
				outcomes[kind] = outcome.replace(/^0x/, `${calls}x`);
			}
			expect(outcomes).toEqual(expected);
		},
		120_000,
	);
});
