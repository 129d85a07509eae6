import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';

/** One request as it came. */
export interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
	type: string | undefined;
	body: unknown;
	status: number;
}

interface Driver {
	id: string;
	name: string;
	phone?: string;
	status: 'active' | 'away';
	/** So that a record has more than a simplified one shows. */
	licence: { number: string; class: string };
}

const CLIENT = { id: 'acme-client', secret: 'acme-secret-of-the-tests' };
const DRIVERS = 250;

function seeded(): Driver[] {
	return Array.from({ length: DRIVERS }, (_, n) => ({
		id: `drv_${n + 1}`,
		name: `Driver ${n + 1}`,
		status: n % 5 === 0 ? 'away' : 'active',
		licence: { number: `L-${n + 1}`, class: 'C' },
	}));
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
	return reply.code(status).send({ error: { code, message } });
}

/** The Acme of docs/add-a-service.md, as far as the page tells of it. */
export class Acme {
	readonly asked: Asked[] = [];

	readonly client = CLIENT;

	private readonly server = fastify();

	private readonly tokens = new Map<string, 'good' | 'expired'>();

	private readonly drivers = seeded();

	private constructor(public url: string) {}

	static async start(): Promise<Acme> {
		const acme = new Acme('');
		await acme.listen();
		return acme;
	}

	/** Every token that was given out has run out now. */
	expireTokens(): void {
		for (const token of this.tokens.keys()) this.tokens.set(token, 'expired');
	}

	/** Every token that was given out, the last one at the end. */
	get issued(): string[] {
		return [...this.tokens.keys()];
	}

	/** What came since the last time, as `METHOD path status`. */
	said(): string[] {
		return this.asked.splice(0).map(({ method, path, status }) => `${method} ${path} ${status}`);
	}

	async close(): Promise<void> {
		await this.server.close();
	}

	private async listen(): Promise<void> {
		const { server } = this;
		await server.register(formbody);
		server.addHook('onResponse', async (request, reply) => this.note(request, reply));
		server.post('/v1/token', async (request, reply) => this.giveToken(request, reply));
		await server.register(async (protectedCalls) => {
			protectedCalls.addHook('onRequest', async (request, reply) => this.check(request, reply));
			protectedCalls.get('/v1/me', async () => ({ id: 'me', name: 'Test fleet' }));
			protectedCalls.get('/v1/drivers', async (request) => this.list(request));
			protectedCalls.get('/v1/drivers/:id', async (request, reply) => this.get(request, reply));
			protectedCalls.post('/v1/drivers', async (request, reply) => this.create(request, reply));
		});
		this.url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/v1`;
	}

	private note(request: FastifyRequest, reply: FastifyReply): void {
		const { pathname, searchParams } = new URL(request.url, 'http://acme');
		this.asked.push({
			method: request.method,
			path: pathname.replace(/^\/v1/, ''),
			query: Object.fromEntries(searchParams),
			type: request.headers['content-type'],
			body: request.body,
			status: reply.statusCode,
		});
	}

	private giveToken(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const given = (request.body ?? {}) as Record<string, string>;
		const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
		if (!isForm || given.grant_type !== 'client_credentials') {
			return refuse(reply, 400, 'bad_request', 'Send client_credentials as a form');
		}
		if (given.client_id !== CLIENT.id || given.client_secret !== CLIENT.secret) {
			return refuse(reply, 401, 'invalid_client', 'Client unknown or secret wrong');
		}
		const token = `acme-token-${this.tokens.size + 1}`;
		this.tokens.set(token, 'good');
		return reply.send({ access_token: token, expires_in: 600 });
	}

	private check(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
		const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
		const state = this.tokens.get(token);
		if (state === undefined) return refuse(reply, 401, 'unauthorized', 'No such token');
		if (state === 'good') return undefined;
		return refuse(reply, 400, 'token_expired', 'The token has run out');
	}

	private list(request: FastifyRequest) {
		const { page = '1', per_page: size = '25', status } = request.query as Record<string, string>;
		const rows = this.drivers.filter((driver) => status === undefined || driver.status === status);
		const count = Math.min(Number(size), 100);
		const from = (Number(page) - 1) * count;
		return { data: rows.slice(from, from + count), total: rows.length };
	}

	private get(request: FastifyRequest, reply: FastifyReply) {
		const { id } = request.params as { id: string };
		const driver = this.drivers.find((one) => one.id === id);
		return driver ?? refuse(reply, 404, 'not_found', `There is no driver ${id}`);
	}

	private create(request: FastifyRequest, reply: FastifyReply) {
		const { name, phone } = (request.body ?? {}) as Partial<Driver>;
		if (!name) return refuse(reply, 422, 'missing', 'A driver needs a name');
		const id = `drv_${this.drivers.length + 1}`;
		const licence = { number: '', class: '' };
		const driver: Driver = { id, name, ...(phone ? { phone } : {}), status: 'active', licence };
		this.drivers.push(driver);
		return reply.code(201).send(driver);
	}
}
