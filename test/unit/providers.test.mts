import { readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { keyOf } from '../../nodes/shared/form/pickers/endpoints';
import { providerById, providers } from '../../providers';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';
import { customBaseUrl, endpointUrl } from '../../transport/http/url';
import { pagingOf } from '../../transport/pagination/endpoint-call';
import { pathParts } from './support/path-parts.mts';

const all = providers.flatMap((provider) =>
	provider.endpoints.map((row) => ({ provider, row, key: `${provider.id} ${keyOf(row)}` })),
);
const places = ({ query, body }: EndpointDefinition): Array<readonly Field[]> => [
	query ?? [],
	body ?? [],
];
const fields = all.flatMap(({ row, key }) =>
	places(row).flatMap((list) => list.map((field) => ({ field, key: `${key} ${field.name}` }))),
);

/** Those that break a rule; a test that lists them says at once where to look. */
const broken = <T extends { key: string }>(entries: T[], holds: (entry: T) => boolean): string[] =>
	entries.filter((entry) => !holds(entry)).map(({ key }) => key);

describe('the registry', () => {
	it('has the services of the folder, in alphabetical order, each with credentials of its own', () => {
		const folders = readdirSync('providers', { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		expect(providers.map(({ id }) => id)).toEqual(folders.sort());
		const names = providers.flatMap(({ credentials }) => credentials.map(({ name }) => name));
		expect(new Set(names).size).toBe(names.length);
		expect(() => providerById('other')).toThrow('"other"');
	});

	it.each(providers)(
		'$id gives its facts',
		({ name, description, documentationUrl, recordKeys }) => {
			expect(name).toBeTruthy();
			expect(description).toBeTruthy();
			expect(documentationUrl).toMatch(/^https:\/\//);
			expect(new Set(recordKeys).size).toBe(recordKeys.length);
		},
	);

	it.each(providers)('$id has hosts over https for each credential', ({ credentials }) => {
		for (const profile of credentials) {
			const hosts = profile.hosts({ environment: 'production' });
			expect(Object.keys(hosts)).toContain('api');
			for (const host of Object.values(hosts)) {
				expect(customBaseUrl(host, 'Host')).toBe(host);
				expect(host).toMatch(/^https:/);
			}
			expect(hosts[profile.probe.host ?? 'api']).toBeDefined();
			expect(profile.limits.requestsPerSecond).toBeGreaterThanOrEqual(0);
			expect(profile.limits.concurrency).toBeGreaterThanOrEqual(1);
			expect(() => profile.hosts({ environment: 'nowhere' })).toThrow('"Environment"');
			expect(() => profile.hosts({ environment: 'custom', baseUrl: '' })).toThrow('"Base URL"');
		}
	});
});

describe('every endpoint', () => {
	it('has a key of its own', () => {
		const keys = all.map(({ key }) => key);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	it('has a resource and operation of its own', () => {
		const names = all.map(({ provider, row }) =>
			[provider.id, row.resource, row.operation].join(' '),
		);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		expect(broken(all, ({ row }) => /^[a-z][A-Za-z0-9]*$/.test(row.resource))).toEqual([]);
		expect(broken(all, ({ row }) => /^[a-z][A-Za-z0-9]*$/.test(row.operation))).toEqual([]);
	});

	it('has a source, a certainty, and a summary', () => {
		expect(broken(all, ({ row }) => row.source.trim().length > 3)).toEqual([]);
		const words = ['official', 'sdk', 'thirdParty', 'inferred', 'contradictory'];
		expect(broken(all, ({ row }) => words.includes(row.certainty))).toEqual([]);
		expect(broken(all, ({ row }) => /^[A-Z].{5,}[^\s;,]$/.test(row.summary))).toEqual([]);
	});

	it('has a path that its parts fill', () => {
		expect(broken(all, ({ row }) => /^\/[\w{}/.*-]*$/.test(row.path))).toEqual([]);
		expect(broken(all, ({ row }) => !/\/\/|\}\{|[{}]{2}/.test(row.path))).toEqual([]);
		const filled = ({ provider, row }: (typeof all)[number]) => {
			const base = provider.credentials.at(-1)?.hosts({})[row.host ?? 'api'];
			const names = pathParts(row.path);
			if (base === undefined || new Set(names).size !== names.length) return false;
			const values = Object.fromEntries(names.map((name) => [name, 'v']));
			const expected = row.path === '/' ? `${base}/` : base + row.path.replace(/\{\w+\}/g, 'v');
			return endpointUrl(base, row.path, values).replace(/\/$/, '') === expected.replace(/\/$/, '');
		};
		expect(broken(all, filled)).toEqual([]);
	});

	it('describes only parts that its path has', () => {
		const parts = ({ row }: (typeof all)[number]) =>
			Object.entries(row.parts ?? {}).every(
				([name, words]) => pathParts(row.path).includes(name) && words.trim() !== '',
			);
		expect(broken(all, parts)).toEqual([]);
	});

	it('keeps method and effect together', () => {
		const reads = all.filter(({ row }) => row.method === 'GET');
		expect(
			broken(reads, ({ row }) => !row.body && row.repeat !== 'safe' && !row.idempotencyKey),
		).toEqual([]);
		const lists = all.filter(({ row }) => /^getMany/.test(row.operation));
		expect(broken(lists, ({ row }) => row.method === 'GET' || row.repeat === 'safe')).toEqual([]);
		const deletes = all.filter(({ row }) => row.operation === 'delete');
		expect(
			broken(deletes, ({ row }) => row.itemsPath === undefined && row.repeat !== 'safe'),
		).toEqual([]);
		const tokens = all.filter(({ row }) => row.token);
		expect(broken(tokens, ({ row }) => (row.secretKeys ?? []).length > 0)).toEqual([]);
	});
});

describe('lists', () => {
	it('page only where rows are', () => {
		expect(broken(all, ({ row }) => !row.paging || row.itemsPath !== undefined)).toEqual([]);
	});

	it('say all that paging needs', () => {
		const whole = ({ provider, row }: (typeof all)[number]) => {
			if (!row.paging) return true;
			const paging = pagingOf(provider, row);
			return paging !== undefined && Number.isInteger(paging.maxSize) && paging.maxSize > 0;
		};
		expect(broken(all, whole)).toEqual([]);
	});

	it('page by the body only where there is one, and leave page and size to the pager', () => {
		const where = ({ provider, row }: (typeof all)[number]) =>
			pagingOf(provider, row)?.in !== 'body' || ['POST', 'PUT', 'PATCH'].includes(row.method);
		expect(broken(all, where)).toEqual([]);
	});

	it('have their rows at a plain path', () => {
		expect(broken(all, ({ row }) => /^[\w.]*$/.test(row.itemsPath ?? ''))).toEqual([]);
	});
});

describe('fields', () => {
	it('have one name each per place', () => {
		const unique = ({ row }: (typeof all)[number]) =>
			places(row).every((list) => new Set(list.map(({ name }) => name)).size === list.length);
		expect(broken(all, unique)).toEqual([]);
		expect(broken(fields, ({ field }) => /^[A-Za-z_][\w.[\]-]*$/.test(field.name))).toEqual([]);
	});

	it('offer options where they are a choice, and only there', () => {
		const choice = ({ field }: (typeof fields)[number]) => {
			const chosen = field.type === 'options' || field.type === 'multiOptions';
			const options = field.options ?? [];
			return chosen
				? options.length > 0 && new Set(options).size === options.length
				: !field.options;
		};
		expect(broken(fields, choice)).toEqual([]);
	});

	it('have a default that can be chosen, of their own type', () => {
		const member = ({ field }: (typeof fields)[number]) => {
			if (field.default === undefined) return true;
			if (field.type === 'options') return field.options?.includes(String(field.default)) === true;
			if (field.type === 'number' || field.type === 'boolean')
				return typeof field.default === field.type;
			return typeof field.default === 'string';
		};
		expect(broken(fields, member)).toEqual([]);
	});

	it('have an example that fits', () => {
		const fits = ({ field }: (typeof fields)[number]) => {
			const { example, options, type } = field;
			if (example === undefined) return true;
			if (type === 'options') return options?.includes(example) === true;
			if (type === 'number') return example.trim() !== '' && Number.isFinite(Number(example));
			if (type === 'boolean') return ['true', 'false'].includes(example);
			if (type !== 'json') return example !== '';
			try {
				const value: unknown = JSON.parse(example);
				return typeof value === 'object' && value !== null;
			} catch {
				return false;
			}
		};
		expect(broken(fields, fits)).toEqual([]);
	});
});
