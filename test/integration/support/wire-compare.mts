import { expect } from '@jest/globals';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Plan } from './wire-plan.mts';
import { FILE } from './wire-samples.mts';
import type { Sent } from './wire-server.mts';

const KEY = /^[\w-]{43}$/;
const NO_BODY = { type: '', text: '' };

/** By name; values of the same name keep their order. */
function sorted(pairs: ReadonlyArray<readonly [string, unknown]>) {
	return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** An entry of a multipart form: text or file. */
async function entryOf(value: FormDataEntryValue): Promise<unknown> {
	if (typeof value === 'string') return value;
	const content = Buffer.from(await value.arrayBuffer()).toString('latin1');
	return { name: value.name, type: value.type, content };
}

async function multipartOf(body: Buffer, type: string) {
	const headers = { 'content-type': type };
	const form = await new Response(new Uint8Array(body), { headers }).formData();
	return await Promise.all(
		[...form].map(async ([name, value]) => [name, await entryOf(value)] as const),
	);
}

/** The body by its content type: JSON, the entries of a form, or the bare text. */
async function bodyOf({ headers, body }: Sent): Promise<unknown> {
	const type = headers['content-type'] ?? '';
	const text = body.toString('utf8');
	if (type.startsWith('multipart/form-data; boundary=')) {
		return sorted(await multipartOf(body, type));
	}
	if (type === 'application/x-www-form-urlencoded') return sorted([...new URLSearchParams(text)]);
	if (type === 'application/json') return JSON.parse(text);
	return { type, text };
}

function formValue(value: unknown): unknown {
	if (value === FILE) return value;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function wantedBody({ body, contentType = 'json' }: Plan): unknown {
	if (body === undefined) return NO_BODY;
	if (contentType === 'json' || contentType === 'graphql') return body;
	return sorted(Object.entries(body as object).map(([name, value]) => [name, formValue(value)]));
}

/** Compares a request with what was planned for the row, from the method to the last byte. */
export async function expectRequest(
	sent: Sent,
	row: EndpointDefinition,
	plan: Plan,
	signs: Readonly<Record<string, string>>,
): Promise<void> {
	expect(`${sent.method} ${sent.path}`).toBe(`${row.method} ${plan.path}`);
	expect(sorted(sent.query)).toEqual(sorted(plan.query));
	expect(sent.headers).toMatchObject(plan.headers);
	expect(await bodyOf(sent)).toEqual(wantedBody(plan));
	expectHead(sent, plan.idempotencyKey, signs);
}

/** What every request has. */
export function expectHead(
	{ headers }: Sent,
	idempotencyKey: boolean,
	signs: Readonly<Record<string, string>>,
): void {
	expect(headers).toMatchObject(signs);
	expect(headers.accept).toMatch(/^application\/json\b/);
	const key = headers['idempotency-key'];
	if (idempotencyKey) expect(key).toMatch(KEY);
	else expect(key).toBeUndefined();
}

/** No two writes share a key. */
export function expectOwnKeys(sent: readonly Sent[]): void {
	const keys = sent.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
	expect(new Set(keys).size).toBe(keys.length);
}
