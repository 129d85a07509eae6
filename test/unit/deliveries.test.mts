import { EventEmitter } from 'node:events';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerToken, DeliveryMemory, receive } from '../../transport/webhooks/deliveries';
import type { DeliveryRules } from '../../transport/webhooks/deliveries';

afterEach(() => {
	jest.useRealTimers();
});

describe('the memory of deliveries', () => {
	it('knows what is under way and what was delivered, for each receiver', () => {
		const memory = new DeliveryMemory();
		expect(memory.begin('a', { id: '1' })).toBe('new');
		expect(memory.begin('a', { id: '1' })).toBe('busy');
		expect(memory.begin('b', { id: '1' })).toBe('new');
		memory.end('a', { id: '1' }, true);
		expect(memory.begin('a', { id: '1' })).toBe('done');
		memory.end('b', { id: '1' }, false);
		expect(memory.begin('b', { id: '1' })).toBe('new');
	});

	it('keeps so many, and forgets the oldest', () => {
		const memory = new DeliveryMemory(2, 3);
		for (const id of ['1', '2', '3', '4']) {
			expect(memory.begin('a', { id })).toBe('new');
			memory.end('a', { id }, true);
		}
		expect(memory.begin('a', { id: '4' })).toBe('done');
		expect(memory.begin('a', { id: '1' })).toBe('new');
		expect(memory.begin('a', { id: '5' })).toBe('new');
		expect(memory.begin('a', { id: '6' })).toBe('busy');
	});

	it('forgets repeats after their time', () => {
		jest.useFakeTimers();
		const memory = new DeliveryMemory();
		memory.begin('a', { id: '1' }, 1000);
		memory.end('a', { id: '1' }, true);
		jest.advanceTimersByTime(999);
		expect(memory.begin('a', { id: '1' }, 1000)).toBe('done');
		jest.advanceTimersByTime(1);
		expect(memory.begin('a', { id: '1' }, 1000)).toBe('new');
	});

	it('takes a record that goes back to what it was as news', () => {
		const memory = new DeliveryMemory();
		const states = ['blue', 'red', 'blue', 'blue'].map((id) => {
			const state = memory.begin('a', { id, subject: 'event 1' });
			if (state === 'new') memory.end('a', { id, subject: 'event 1' }, true);
			return state;
		});
		expect(states).toEqual(['new', 'new', 'new', 'done']);
	});
});

class Response extends EventEmitter {
	statusCode = 200;

	writableFinished = false;

	closed = false;

	sent: unknown;

	headers: Record<string, string> = {};

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	set(headers: Record<string, string>) {
		Object.assign(this.headers, headers);
		return this;
	}

	json(body: unknown) {
		this.sent = body;
		return this;
	}

	/** What n8n and the connection do after the node has spoken. */
	ends(statusCode: number, writableFinished = true) {
		Object.assign(this, { statusCode, writableFinished });
		this.emit('close');
	}
}

interface Asked {
	raw?: Buffer;
	registrations?: unknown;
	mode?: string;
	node?: string;
}

function call({ raw, registrations = [remembered], mode = 'webhook', node = 'n1' }: Asked) {
	const response = new Response();
	const context = {
		getRequestObject: () => ({ rawBody: raw, headers: {}, query: {} }),
		getResponseObject: () => response,
		getWorkflowStaticData: () => ({ registrations }),
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: node }),
		getMode: () => mode,
	} as unknown as IWebhookFunctions;
	return { context, response };
}

const remembered = { slot: 's', id: '1', keys: { secret: 'x', clientSecret: 'c' }, mark: 'm' };

/** Takes bodies with `id`; `good: false` is a forged one. */
const reception: DeliveryRules = {
	verify({ read }) {
		const body = read()?.body;
		if (!body || body.good === false) return undefined;
		return {
			type: String(body.type ?? 'a'),
			id: String(body.id),
			body,
			...(body.at === undefined ? {} : { sentAt: Number(body.at) }),
		};
	},
	wants: (type) => type === 'a',
	oldestMs: 1000,
};

function deliver(body: IDataObject | string | Buffer, asked: Asked = {}) {
	const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
	const { context, response } = call({ raw: Buffer.from(text), ...asked });
	const result = receive(context, reception);
	return { result, response };
}

function emitted({ workflowData }: IWebhookResponseData): unknown {
	return workflowData?.[0]?.map(({ json }) => json);
}

let counter = 0;
const fresh = () => `id-${(counter += 1)}`;

describe('a delivery', () => {
	it('starts the workflow with its content, ID and type', () => {
		const id = fresh();
		const { result, response } = deliver({ id, eventKey: 'forged', text: 'ü' });
		expect(emitted(result)).toEqual([{ id, text: 'ü', eventKey: id, eventType: 'a' }]);
		expect(result.webhookResponse).toEqual({ message: 'ok', description: '' });
		expect(response.sent).toBeUndefined();
	});

	it('is asked for again while it is under way, and dropped once it was delivered', () => {
		const id = fresh();
		const first = deliver({ id });
		const second = deliver({ id });
		expect(emitted(second.result)).toBeUndefined();
		expect([second.response.statusCode, second.response.headers['Retry-After']]).toEqual([
			503,
			'1',
		]);
		first.response.ends(200);
		const third = deliver({ id });
		expect(emitted(third.result)).toBeUndefined();
		expect([third.response.statusCode, third.response.sent]).toEqual([
			200,
			{ message: 'ok', description: '' },
		]);
	});

	it.each([
		[500, true],
		[200, false],
	])('may come again after status %i, completely sent: %s', (status, finished) => {
		const id = fresh();
		deliver({ id }).response.ends(status, finished);
		expect(emitted(deliver({ id }).result)).toHaveLength(1);
	});

	it('of another node, or to a test, is another one', () => {
		const id = fresh();
		for (const asked of [{}, { node: 'n2' }, { mode: 'manual' }]) {
			const { result, response } = deliver({ id }, asked);
			expect(emitted(result)).toHaveLength(1);
			response.ends(200);
		}
	});

	it('that nobody wants is acknowledged', () => {
		const { result, response } = deliver({ id: fresh(), type: 'b' });
		expect([emitted(result), result.noWebhookResponse, response.statusCode]).toEqual([
			undefined,
			true,
			200,
		]);
	});

	it('loses members that would change prototypes', () => {
		const { result } = deliver(
			`{"id":"${fresh()}","__proto__":{"x":1},"in":{"__proto__":{"y":1}}}`,
		);
		expect(JSON.stringify(emitted(result))).not.toMatch(/__proto__|"x"|"y"/);
	});

	it.each<[string, IDataObject | string | Buffer, number, Asked]>([
		['forged', { id: 'f', good: false }, 401, {}],
		['stale', { id: 's', at: 0 }, 401, {}],
		['empty', '', 400, {}],
		['no JSON', 'id=1', 400, {}],
		['cut off', '{"id":', 400, {}],
		['a list', '[{"id":"l"}]', 400, {}],
		['null', 'null', 400, {}],
		['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, {}],
		['too long', Buffer.alloc(4 * 1024 * 1024 + 1, 0x20), 413, {}],
		['before the secret is known', { id: 'n' }, 503, { registrations: null }],
		['with a damaged memory', { id: 'n' }, 503, { registrations: [{ id: 1 }] }],
	])('that is %s is refused without a word about why', (_what, body, status, asked) => {
		const { result, response } = deliver(body, asked);
		expect(emitted(result)).toBeUndefined();
		expect(response.statusCode).toBe(status);
		expect(response.sent).toEqual({
			message: status < 500 ? 'refused' : 'try again',
			description: '',
		});
	});

	it('whose sender has hung up starts nothing, and may come again', () => {
		const id = fresh();
		const { context, response } = call({ raw: Buffer.from(JSON.stringify({ id })) });
		response.closed = true;
		expect(receive(context, reception)).toEqual({ noWebhookResponse: true });
		expect(emitted(deliver({ id }).result)).toHaveLength(1);
	});

	it('without bytes, as n8n leaves a multipart form, is refused', () => {
		const { context, response } = call({ raw: undefined });
		expect(emitted(receive(context, reception))).toBeUndefined();
		expect(response.statusCode).toBe(400);
	});

	it('of any age is taken where no age is set', () => {
		const { context } = call({ raw: Buffer.from(`{"id":"${fresh()}","at":0}`) });
		expect(emitted(receive(context, { ...reception, oldestMs: 0 }))).toHaveLength(1);
	});
});

describe('a request for a token', () => {
	const ask = (form: string, registrations?: unknown) => {
		const { context, response } = call({
			raw: Buffer.from(form),
			...(registrations === undefined ? {} : { registrations }),
		});
		const result = answerToken(context, (given, secret) =>
			given === `secret=${secret}` ? { access_token: 't' } : undefined,
		);
		expect(emitted(result)).toBeUndefined();
		return response;
	};

	it('is answered, and kept out of caches', () => {
		const response = ask('secret=c');
		expect([response.statusCode, response.sent]).toEqual([200, { access_token: 't' }]);
		expect(response.headers['Cache-Control']).toBe('no-store');
	});

	it.each([
		['secret=d', [remembered], 401],
		['secret=undefined', [{ ...remembered, keys: {} }], 401],
		['secret=c', [], 401],
		['x'.repeat(16 * 1024 + 1), [remembered], 413],
	])('is refused: %#', (form, registrations, status) => {
		const response = ask(form, registrations);
		expect([response.statusCode, response.sent]).toEqual([
			status,
			{ message: 'refused', description: '' },
		]);
	});
});
