import { describe, expect, it } from '@jest/globals';

import { idempotencyKey, isTool } from '../../transport/items/idempotency';
import type { Write } from '../../transport/items/idempotency';
import type { Run } from './support/context.mts';
import { contextOf } from './support/context.mts';

const request: Write['request'] = {
	method: 'POST',
	path: '/vendors/{id}',
	pathValues: { id: '7' },
	body: { name: 'A' },
};
const key = (write: Partial<Write> = {}, run: Run = {}) =>
	idempotencyKey(contextOf(run), { itemIndex: 0, request, ...write });
const asking = (changed: Partial<Write['request']>) => key({ request: { ...request, ...changed } });

describe('the key of a write', () => {
	it('is the same for the same write of the same run, so that a repetition is none', () => {
		expect(key()).toMatch(/^[\w-]{43}$/);
		expect(key()).toBe(key());
		expect(key({ chunk: '0' })).toBe(key());
	});

	it('is another for another item, part, run, execution, node or request', () => {
		const keys = [
			key(),
			key({ itemIndex: 1 }),
			key({ chunk: '1' }),
			key({ chunk: '0.1' }),
			key({}, { runIndex: 1 }),
			key({}, { execution: 'execution-2' }),
			key({}, { nodeId: 'node-2' }),
			asking({ method: 'PATCH' }),
			asking({ path: '/vendors' }),
			asking({ pathValues: { id: '8' } }),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('stays the same when only what is sent changes between tries', () => {
		expect(asking({ body: { name: 'B' } })).toBe(key());
		expect(asking({ body: [{ name: 'A' }] })).toBe(key());
	});

	it('is a new one each time for tools, runs without an execution, and files', () => {
		const file = new FormData();
		file.append('file', new Blob(['x']));
		const twice = [
			() => key({}, { type: 'n8n-nodes-business-apis.ottimateTool' }),
			() => key({}, { execution: null }),
			() => asking({ body: file }),
			() => asking({ body: Buffer.from('x') }),
		];
		for (const make of twice) expect(make()).not.toBe(make());
	});

	it('knows a tool by its type', () => {
		expect(isTool(contextOf({ type: 'n8n-nodes-business-apis.ottimateTool' }))).toBe(true);
		expect(isTool(contextOf())).toBe(false);
	});
});
