import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A service for measuring, in a process of its own: Ottimate's wire form, as many vendors as wanted, a latency, and no checks that
 * would cost more than the client. `/api/session` is the login of n8n's own Metabase credential. Prints its origin.
 * `POST /__bench` sets it and forgets what it counted; `GET /__bench` tells.
 */
interface Setting {
	latencyMs: number;
	rows: number;
	/** Only the newest token is valid; otherwise every call is answered. */
	checksTokens: boolean;
	/** From now on no token that was ever given is valid. */
	revoke?: true;
}

let setting: Setting = { latencyMs: 0, rows: 0, checksTokens: false };
let counted = { requests: 0, tokens: 0, first: 0, last: 0, sideBySide: 0, open: 0 };
let token = 0;

/** A row of about 430 bytes. */
function vendor(id: number) {
	return {
		id,
		ottimate_company_id: 123,
		company_name: 'Acme Inc.',
		erp_vendor_id: `V-${id}`,
		erp_vendor_name: `Vendor number ${id}`,
		email: `vendor${id}@example.com`,
		phone: '+1 555 0100',
		net_terms: '30',
		payment_method: 'check',
		address_line_1: `${id} Long Street of the Benchmark`,
		address_line_2: null,
		city: 'Springfield',
		state: 'IL',
		zipcode: '62701',
		last_modified_date: '2026-01-20T15:17:35Z',
		last_modified_date_utc: '2026-01-20T15:17:35Z',
	};
}

function page(url: URL): object {
	const limit = Number(url.searchParams.get('limit') ?? 20);
	const number = Number(url.searchParams.get('page') ?? 1);
	const from = (number - 1) * limit;
	const held = Math.max(0, Math.min(limit, setting.rows - from));
	const vendors = Array.from({ length: held }, (_entry, index) => vendor(from + index + 1));
	return { version: '1.1.0', count: setting.rows, page: number, limit, vendors };
}

function send(response: ServerResponse, status: number, body: object): void {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}

function newToken(): string {
	counted.tokens++;
	return `bench-token-${++token}`;
}

function isRefused({ headers }: IncomingMessage): boolean {
	if (!setting.checksTokens) return false;
	const newest = `bench-token-${token}`;
	return headers.authorization !== `Bearer ${newest}` && headers['x-metabase-session'] !== newest;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	counted.requests++;
	counted.first ||= Date.now();
	counted.last = Date.now();
	counted.open++;
	counted.sideBySide = Math.max(counted.sideBySide, counted.open);
	if (setting.latencyMs > 0) await sleep(setting.latencyMs);
	counted.open--;
	if (/\/(oauth\/token|refreshToken)$/.test(url.pathname)) {
		const given = { access_token: newToken(), expires_in: 86_400, token_type: 'Bearer' };
		return send(response, 200, given);
	}
	if (url.pathname.endsWith('/api/session')) return send(response, 200, { id: newToken() });
	if (isRefused(request)) return send(response, 401, { code: 'Unauthorized', message: 'Token' });
	if (request.method === 'GET' && url.pathname.endsWith('/vendors'))
		return send(response, 200, page(url));
	const id = Number(/\/vendors\/(\d+)$/.exec(url.pathname)?.[1] ?? 1);
	return send(response, 200, { version: '1.1.0', vendor: vendor(id) });
}

async function steer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	if (request.method === 'POST') {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(Buffer.from(chunk));
		const { revoke, ...changes } = JSON.parse(Buffer.concat(chunks).toString()) as Setting;
		setting = { ...setting, ...changes };
		if (revoke) token++;
		counted = { requests: 0, tokens: 0, first: 0, last: 0, sideBySide: 0, open: 0 };
	}
	send(response, 200, counted);
}

const server = createServer((request, response) => {
	const work = request.url === '/__bench' ? steer(request, response) : answer(request, response);
	work.catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
