import { existsSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { Acme } from './support/acme.mts';
import { freshPackage } from './support/bench.mts';
import type { Outcome } from './support/core.mts';
import { Core } from './support/core.mts';
import type { Stored } from './support/credentials-store.mts';
import { CredentialsStore } from './support/credentials-store.mts';
import type { BuiltPackage } from './support/package.mts';
import { changed, WorkedExample } from './support/worked-example.mts';

/** The build and the linter take most of it. */
const PREPARATION_MS = 240_000;

jest.setTimeout(PREPARATION_MS);

let acme: Acme;
let example: WorkedExample;
let built: BuiltPackage;
let tools: Record<'format' | 'build' | 'lint', { code: number; text: string }>;

beforeAll(async () => {
	acme = await Acme.start();
	example = await WorkedExample.of('docs/add-a-service.md');
	const texts = example.files.filter((file) => !file.endsWith('.svg'));
	const format = await example.run('prettier/bin/prettier.cjs', '--write', ...texts);
	const build = await example.run('gulp/bin/gulp.js');
	const sources = texts.filter((file) => !file.endsWith('.node.json'));
	const lint = await example.run('eslint/bin/eslint.js', '--max-warnings', '0', ...sources);
	tools = { format, build, lint };
	if (build.code === 0) built = freshPackage(example.folder);
});

afterAll(async () => {
	await acme?.close();
	await example?.remove();
});

describe('the worked example of docs/add-a-service.md', () => {
	it('names the file of each block, and makes what its list says', () => {
		const silent = example.blocks.filter(({ file }) => file === undefined);
		expect(silent.map(({ language }) => language)).toEqual(['text', 'sh']);
		const [list] = silent;
		for (const file of example.files) expect(list?.text).toContain(path.basename(file));
		expect(example.files).toHaveLength(14);
	});

	it('is built without an error', () => {
		expect(tools.format).toMatchObject({ code: 0 });
		expect(tools.build).toEqual({ code: 0, text: expect.stringMatching(/dist: \d+ kB unpacked/) });
		for (const file of [
			'nodes/Acme/acme.svg',
			'nodes/Acme/acme.dark.svg',
			'nodes/Acme/Acme.node.json',
			'nodes/Acme/Acme.node.js',
			'nodes/Acme/__schema__/v1.0.0/driver/getMany.json',
			'credentials/AcmeApi.credentials.js',
		]) {
			expect([file, existsSync(path.join(example.folder, 'dist', file))]).toEqual([file, true]);
		}
	});

	it("passes n8n's strict rules", () => {
		expect(tools.lint).toEqual({ code: 0, text: '' });
	});

	it('changes a file only where the place is found, and found once', () => {
		expect(changed('a\n\tb\nc\n', ' a\n-b\n+B\n')).toBe('a\nB\nc\n');
		expect(() => changed('a\nb\n', ' x\n+y\n')).toThrow('Found 0 times');
		expect(() => changed('a\nb\na\n', ' a\n+y\n')).toThrow('Found 2 times');
	});
});

describe('its nodes and its credential', () => {
	let core: Core;
	let stored: Stored;

	beforeEach(() => {
		acme.said();
		const copy = freshPackage(example.folder);
		const store = new CredentialsStore(copy.credentials);
		core = new Core(store, copy.nodes);
		stored = store.add('acmeApi', {
			environment: 'custom',
			baseUrl: acme.url,
			clientId: acme.client.id,
			clientSecret: acme.client.secret,
			requestsPerSecond: 5000,
		});
	});

	async function run(
		type: 'acme' | 'providerRequest',
		parameters: INodeParameters,
		items: IDataObject[] = [{}],
	): Promise<Outcome> {
		const credentials = { acmeApi: { id: stored.id, name: 'Acme' } };
		return await core.run(items, [{ name: 'Node', type, credentials, parameters }]);
	}

	const getMany = { resource: 'driver', operation: 'getMany', returnAll: true };

	it('exchange the secrets for a token once, as a form, and read all pages', async () => {
		const { items, error } = await run('acme', { ...getMany, simplify: true });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(250);
		expect(items[0]?.json).toEqual({ id: 'drv_1', name: 'Driver 1', status: 'away' });
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(250);
		const [token, ...calls] = acme.asked;
		expect(token).toMatchObject({
			path: '/token',
			type: expect.stringContaining('application/x-www-form-urlencoded'),
			body: { grant_type: 'client_credentials', client_id: 'acme-client' },
		});
		expect(calls.map(({ query }) => query)).toEqual([
			{ page: '1', per_page: '100' },
			{ page: '2', per_page: '100' },
			{ page: '3', per_page: '100' },
		]);
		expect(stored.data.accessToken).toBe(acme.issued.at(-1));
	});

	it('filter, get one by an item, and create', async () => {
		const away = await run('acme', { ...getMany, filters: { status: 'away' } });
		expect(away.items).toHaveLength(50);
		const one = { resource: 'driver', operation: 'get', driverId: '={{ $json.id }}' };
		const got = await run('acme', one, [{ id: 'drv_7' }, { id: 'drv_8' }]);
		expect(got.items.map(({ json }) => json.name)).toEqual(['Driver 7', 'Driver 8']);
		const made = await run('acme', {
			resource: 'driver',
			operation: 'create',
			name: 'Ada Lovelace',
			additionalFields: { phone: '+1 555 0100' },
		});
		expect(made.error).toBeUndefined();
		expect(made.items[0]?.json).toMatchObject({ name: 'Ada Lovelace', status: 'active' });
		expect(acme.asked.at(-1)).toMatchObject({
			method: 'POST',
			path: '/drivers',
			body: { name: 'Ada Lovelace', phone: '+1 555 0100' },
		});
	});

	it('are offered by Provider Request, which reads the list too', async () => {
		const node = built.nodes.get('providerRequest');
		const context = { getCurrentNodeParameter: () => 'acme' } as unknown as ILoadOptionsFunctions;
		const found = await node?.methods?.listSearch?.searchEndpoints?.call(context);
		expect(found?.results.map(({ value }) => value).sort()).toEqual([
			'GET /drivers',
			'GET /drivers/{id}',
			'POST /drivers',
		]);
		const { items, error } = await run('providerRequest', {
			service: 'acme',
			authentication: 'acmeApi',
			endpoint: { __rl: true, mode: 'list', value: 'GET /drivers' },
			limit: 120,
			queryParameters: { parameters: [{ name: 'status', value: 'active' }] },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(120);
		expect(acme.said().at(-1)).toBe('GET /drivers 200');
	});

	it('renew a token that has run out, once for all items, and repeat the request', async () => {
		await run('acme', { ...getMany, returnAll: false, limit: 1 });
		acme.expireTokens();
		acme.said();
		const one = { resource: 'driver', operation: 'get', driverId: '={{ $json.id }}' };
		const ids = [1, 2, 3, 4].map((n) => ({ id: `drv_${n}` }));
		const { items, error } = await run('acme', one, ids);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids.map(({ id }) => id));
		const said = acme.said();
		expect(said.filter((line) => line === 'POST /token 200')).toHaveLength(1);
		expect(said.filter((line) => line.endsWith(' 400')).length).toBeGreaterThan(0);
		expect(said.filter((line) => line.endsWith(' 200'))).toHaveLength(5);
	});

	it('say which fields to check when the secret is wrong, and what Acme says of a missing driver', async () => {
		stored.data.clientSecret = 'not-that-one';
		const refused = await run('acme', getMany);
		expect(refused.error?.message).toMatch(
			/Acme refused the credential: Client unknown or secret wrong.*"Client ID", "Client Secret" and "Environment"/,
		);
		expect(acme.said()).toEqual(['POST /token 401']);
		stored.data.clientSecret = acme.client.secret;
		const missing = { resource: 'driver', operation: 'get', driverId: 'drv_9999' };
		expect((await run('acme', missing)).error?.message).toBe(
			'Acme: There is no driver drv_9999 [not_found]',
		);
	});
});
