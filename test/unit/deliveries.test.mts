import { EventEmitter } from 'node:events';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerToken, receive } from '../../transport/webhooks/deliveries';
import type { DeliveryRules } from '../../transport/webhooks/deliveries';
import { DeliveryMemory } from '../../transport/webhooks/delivery-memory';

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

	it('takes an event from a delivery or from a list, whichever comes first', () => {
		const memory = new DeliveryMemory();
		const event = (id: string, listedAs: string) => ({ id, listedAs });
		expect(memory.begin('a', event('1', 'x'))).toBe('new');
		expect(memory.takeListed('a', event('list:x', 'x'))).toBe(false);
		memory.end('a', event('1', 'x'), true);
		expect(memory.takeListed('a', event('list:x', 'x'))).toBe(false);
		expect(memory.takeListed('b', event('list:x', 'x'))).toBe(true);

		expect(memory.takeListed('a', event('list:y', 'y'))).toBe(true);
		expect(memory.takeListed('a', event('list:y', 'y'))).toBe(false);
		expect(memory.begin('a', event('2', 'y'))).toBe('done');
		expect(memory.begin('a', { id: '3' })).toBe('new');

		expect(memory.begin('a', event('4', 'z'))).toBe('new');
		memory.end('a', event('4', 'z'), false);
		expect(memory.takeListed('a', event('list:z', 'z'))).toBe(true);
		// Two events of one record: each delivery counts.
		expect(memory.begin('c', event('5', 'x'))).toBe('new');
		expect(memory.begin('c', event('6', 'x'))).toBe('new');
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

	writableEnded = false;

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
	ends(statusCode: number) {
		Object.assign(this, { statusCode, writableFinished: true, writableEnded: true });
		this.emit('close');
	}

	/** The sender hangs up while n8n is at work. */
	isLeft() {
		this.emit('close');
	}

	/** n8n answers, and nobody is there any more. */
	endsUnheard(statusCode: number) {
		Object.assign(this, { statusCode, writableEnded: true });
	}
}

interface Asked {
	raw?: Buffer;
	mode?: string;
	node?: string;
}

function call({ raw, mode = 'webhook', node = 'n1' }: Asked) {
	const response = new Response();
	const told: string[] = [];
	const context = {
		getRequestObject: () => ({ rawBody: raw, headers: {}, query: {} }),
		getResponseObject: () => response,
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: node, name: 'Trigger' }),
		getMode: () => mode,
		logger: { warn: (words: string) => told.push(words) },
	} as unknown as IWebhookFunctions;
	return { context, response, told };
}

const key = { slot: 's', keys: { secret: 'x', clientSecret: 'c' } };

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
	known: async () => [key],
	wants: ({ type }) => type === 'a',
	item: ({ id, type, body }) => ({ ...body, eventKey: id, eventType: type }),
	oldestMs: 0,
};

async function deliver(body: IDataObject | string | Buffer, asked: Asked = {}, rules = reception) {
	const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
	const { context, response, told } = call({ raw: Buffer.from(text), ...asked });
	const result = await receive(context, rules);
	return { result, response, told };
}

function emitted({ workflowData }: IWebhookResponseData): unknown {
	return workflowData?.[0]?.map(({ json }) => json);
}

let counter = 0;
const fresh = () => `id-${(counter += 1)}`;

describe('a delivery', () => {
	it('starts the workflow with its content, ID and type', async () => {
		const id = fresh();
		const { result, response } = await deliver({ id, eventKey: 'forged', text: 'ü' });
		expect(emitted(result)).toEqual([{ id, text: 'ü', eventKey: id, eventType: 'a' }]);
		expect(result.webhookResponse).toEqual({ message: 'ok', description: '' });
		expect(response.sent).toBeUndefined();
	});

	it('is asked for again while it is under way, and dropped once it was delivered', async () => {
		const id = fresh();
		const first = await deliver({ id });
		const second = await deliver({ id });
		expect(emitted(second.result)).toBeUndefined();
		expect([second.response.statusCode, second.response.headers['Retry-After']]).toEqual([
			503,
			'1',
		]);
		first.response.ends(200);
		const third = await deliver({ id });
		expect(emitted(third.result)).toBeUndefined();
		expect([third.response.statusCode, third.response.sent]).toEqual([
			200,
			{ message: 'ok', description: '' },
		]);
	});

	it('may come again after n8n could not take it', async () => {
		const id = fresh();
		(await deliver({ id })).response.ends(500);
		expect(emitted((await deliver({ id })).result)).toHaveLength(1);
	});

	/** n8n has noted the execution, and waits for a free place. Its sender gives up, and tries again. */
	describe('whose sender has hung up while n8n was at work', () => {
		const leave = async () => {
			const id = fresh();
			const { response } = await deliver({ id });
			response.isLeft();
			return { id, response };
		};
		const again = async (id: string) => {
			const { result, response } = await deliver({ id });
			return [emitted(result) === undefined ? 'dropped' : 'started', response.statusCode];
		};

		it('starts no second execution', async () => {
			const { id, response } = await leave();
			expect(await again(id)).toEqual(['dropped', 503]);
			response.endsUnheard(200);
			expect(await again(id)).toEqual(['dropped', 200]);
		});

		it('counts as delivered after a while', async () => {
			const now = jest.spyOn(Date, 'now');
			const { id } = await leave();
			now.mockReturnValue(Date.now() + 10_001);
			expect(await again(id)).toEqual(['dropped', 200]);
			now.mockRestore();
		});

		it('may come again where n8n could not note it', async () => {
			const { id, response } = await leave();
			response.endsUnheard(500);
			expect(await again(id)).toEqual(['started', 200]);
		});
	});

	it('of another node, or to a test, is another one', async () => {
		const id = fresh();
		for (const asked of [{}, { node: 'n2' }, { mode: 'manual' }]) {
			const { result, response } = await deliver({ id }, asked);
			expect(emitted(result)).toHaveLength(1);
			response.ends(200);
		}
	});

	it('that nobody wants is acknowledged', async () => {
		const { result, response } = await deliver({ id: fresh(), type: 'b' });
		expect([emitted(result), result.noWebhookResponse, response.statusCode]).toEqual([
			undefined,
			true,
			200,
		]);
	});

	it('loses members that would change prototypes', async () => {
		const { result } = await deliver(
			`{"id":"${fresh()}","__proto__":{"x":1},"in":{"__proto__":{"y":1}}}`,
		);
		expect(JSON.stringify(emitted(result))).not.toMatch(/__proto__|"x"|"y"/);
	});

	const dated = { ...reception, oldestMs: 1000 };

	it.each<[string, IDataObject | string | Buffer, number, RegExp]>([
		['forged', { id: 'f', good: false }, 401, /does not carry the secret/],
		['stale', { id: 's', at: Date.now() - 60_000 }, 401, /older than "Maximum Age/],
		['of no time', { id: 't' }, 401, /missing, cannot be read, or lies more than a day ahead/],
		['of the far future', { id: 'u', at: Date.UTC(2999, 0) }, 401, /lies more than a day ahead/],
		['empty', '', 400, /not a JSON object/],
		['no JSON', 'id=1', 400, /not a JSON object/],
		['cut off', '{"id":', 400, /not a JSON object/],
		['a list', '[{"id":"l"}]', 400, /not a JSON object/],
		['null', 'null', 400, /not a JSON object/],
		['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, /not a JSON/],
		['too long', Buffer.alloc(4 * 1024 * 1024 + 1, 0x20), 413, /larger than 4 MB/],
	])(
		'that is %s is refused: without a word to its sender, and with the reason in the log',
		async (_what, body, status, reason) => {
			const { result, response, told } = await deliver(body, { node: fresh() }, dated);
			expect(emitted(result)).toBeUndefined();
			expect(response.statusCode).toBe(status);
			expect(response.sent).toEqual({ message: 'refused', description: '' });
			expect(told).toEqual([expect.stringMatching(reason)]);
		},
	);

	it('is asked for again where the credential cannot be read', async () => {
		const known = async () => await Promise.reject(new Error('gone'));
		const { response, told } = await deliver({ id: fresh() }, {}, { ...reception, known });
		expect(response.statusCode).toBe(503);
		expect(told).toEqual([expect.stringMatching(/credential of the trigger could not be read/)]);
	});

	it('of the next hours is taken: clocks and zones differ', async () => {
		const { result } = await deliver({ id: fresh(), at: Date.now() + 14 * 3_600_000 }, {}, dated);
		expect(emitted(result)).toHaveLength(1);
	});

	it('that is refused is told once in ten minutes, with the number of the others', async () => {
		const now = jest.spyOn(Date, 'now');
		const start = Date.now();
		const node = fresh();
		const refuse = async () => (await deliver({ id: 'f', good: false }, { node })).told;
		expect(await refuse()).toHaveLength(1);
		for (let count = 0; count < 3; count += 1) expect(await refuse()).toEqual([]);
		now.mockReturnValue(start + 10 * 60_000 + 1);
		expect(await refuse()).toEqual([expect.stringMatching(/3 more were refused/)]);
		now.mockRestore();
	});

	it('whose sender has hung up starts nothing, and may come again', async () => {
		const id = fresh();
		const { context, response } = call({ raw: Buffer.from(JSON.stringify({ id })) });
		response.closed = true;
		expect(await receive(context, reception)).toEqual({ noWebhookResponse: true });
		expect(emitted((await deliver({ id })).result)).toHaveLength(1);
	});

	it('without bytes, as n8n leaves a multipart form, is refused', async () => {
		const { context, response } = call({ raw: undefined });
		expect(emitted(await receive(context, reception))).toBeUndefined();
		expect(response.statusCode).toBe(400);
	});

	it('of any age is taken where no age is set', async () => {
		const { result } = await deliver({ id: fresh(), at: 0 });
		expect(emitted(result)).toHaveLength(1);
	});
});

describe('a request for a token', () => {
	const ask = async (form: string, keys: object = key.keys) => {
		const { context, response } = call({ raw: Buffer.from(form) });
		const result = await answerToken(
			context,
			async () => [{ slot: 's', keys: { ...keys } }],
			(given, secret) => (given === `secret=${secret}` ? { access_token: 't' } : undefined),
		);
		expect(emitted(result)).toBeUndefined();
		return response;
	};

	it('is answered, and kept out of caches', async () => {
		const response = await ask('secret=c');
		expect([response.statusCode, response.sent]).toEqual([200, { access_token: 't' }]);
		expect(response.headers['Cache-Control']).toBe('no-store');
	});

	it.each<[string, object | undefined, number]>([
		['secret=d', undefined, 401],
		['secret=undefined', {}, 401],
		['x'.repeat(16 * 1024 + 1), undefined, 413],
	])('is refused: %#', async (form, keys, status) => {
		const response = await ask(form, keys);
		expect([response.statusCode, response.sent]).toEqual([
			status,
			{ message: 'refused', description: '' },
		]);
	});
});
