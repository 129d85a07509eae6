import { describe, expect, it } from '@jest/globals';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { searchEndpoints } from '../../nodes/ProviderRequest/endpoints';
import { keyOf, rowByKey, rowByPath } from '../../nodes/shared/form/pickers/endpoints';
import { providerById, providers } from '../../providers';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { pathParts } from './support/path-parts.mts';

const row = (
	method: EndpointDefinition['method'],
	path: string,
	more = {},
): EndpointDefinition => ({
	resource: 'order',
	operation: 'get',
	method,
	path,
	summary: 'Get',
	source: 'test',
	certainty: 'official',
	...more,
});
const provider: Provider = {
	...providerById('ooti'),
	endpoints: [
		row('GET', '/orders/{id}'),
		row('GET', '/orders/open'),
		row('POST', '/orders/{id}'),
		row('GET', '/orders/{id}/items/{item}'),
		row('GET', '/files/a.b(c)'),
		row('POST', '/', { host: 'graphql' }),
	],
};

describe('an endpoint by its key', () => {
	it.each(providers)('$id finds each of its own', (service) => {
		for (const known of service.endpoints) expect(rowByKey(service, keyOf(known))).toBe(known);
		expect(rowByKey(service, 'GET /nowhere')).toBeUndefined();
		expect(rowByKey(service, '')).toBeUndefined();
	});

	it('names the host where it is not the API', () => {
		expect(provider.endpoints.map(keyOf).at(-1)).toBe('POST graphql:/');
	});
});

describe('an endpoint by its path', () => {
	it.each([
		['GET', '/orders/{id}', '/orders/{id}'],
		['GET', '/orders/77', '/orders/{id}'],
		['GET', 'orders/77', '/orders/{id}'],
		['GET', '//orders/77?x=/a/b', '/orders/{id}'],
		['GET', '/orders/open', '/orders/open'],
		['GET', '/orders/7/items/8', '/orders/{id}/items/{item}'],
		['GET', '/files/a.b(c)', '/files/a.b(c)'],
		['GET', '/files/aXb(c)', undefined],
		['GET', '/orders/', undefined],
		['GET', '/orders/7/', '/orders/{id}'],
		['GET', '/orders/open/', '/orders/open'],
		['GET', '/orders/%6Fpen', '/orders/open'],
		['GET', '/orders/%6fpen', '/orders/open'],
		['GET', '/orders/%256fpen', '/orders/open'],
		['GET', '//orders///open', '/orders/open'],
		['GET', ' /orders/open;v=1?x=1', '/orders/open'],
		['GET', '/Orders/Open', '/orders/open'],
		['GET', '/orders/Open', '/orders/{id}'],
		['GET', '/orders/a%2Fb', '/orders/{id}'],
		['GET', '/orders/7/items', undefined],
		['DELETE', '/orders/7', undefined],
		['POST', '/', undefined],
	])('%s %s is %s', (method, path, expected) => {
		expect(rowByPath(provider, method, path)?.path).toBe(expected);
	});

	it.each([
		['/{what}/{which}', { what: 'orders', which: 'open' }, '/orders/open'],
		['/orders/{id}', { id: 'open' }, '/orders/open'],
		['/orders/{id}', { id: 'a/b' }, '/orders/{id}'],
		['/orders/{id}', { id: '\uD800' }, '/orders/{id}'],
		['/orders/{id}', {}, '/orders/{id}'],
		['/{what}', { what: 'orders/open' }, undefined],
	])('%s with %j is %s', (path, values, expected) => {
		expect(rowByPath(provider, 'GET', path, values)?.path).toBe(expected);
	});

	it.each(providers)('$id finds each of its own, with values in place of the parts', (service) => {
		for (const known of service.endpoints.filter(({ host }) => host === undefined)) {
			expect(rowByPath(service, known.method, known.path)).toBe(known);
			const filled = pathParts(known.path).reduce(
				(path, part) => path.replace(`{${part}}`, 'zz-1'),
				known.path,
			);
			const found = rowByPath(service, known.method, filled);
			expect(found?.path.replace(/\{\w+\}/g, '{}')).toBe(known.path.replace(/\{\w+\}/g, '{}'));
		}
	});
});

describe('the picker', () => {
	const search = async (service: string, filter?: string, token?: string) => {
		const context = { getCurrentNodeParameter: () => service } as unknown as ILoadOptionsFunctions;
		return await searchEndpoints.call(context, filter, token);
	};
	const everything = async (service: string, filter?: string) => {
		const found = [];
		let token: string | undefined;
		do {
			const page = await search(service, filter, token);
			expect(page.results.length).toBeLessThanOrEqual(100);
			found.push(...page.results);
			token = page.paginationToken?.toString();
		} while (token);
		return found;
	};

	it.each(providers)(
		'shows each endpoint of $id once, but for pages in a browser',
		async (service) => {
			const shown = await everything(service.id);
			const wanted = service.endpoints.filter(({ interactive }) => !interactive).map(keyOf);
			expect(shown.map(({ value }) => value).sort()).toEqual(wanted.sort());
		},
	);

	it.each(providers)('says what each endpoint of $id does, then its path', async (service) => {
		for (const { name, value, description } of await everything(service.id)) {
			const { summary, hidesFailures = '' } = rowByKey(service, String(value)) ?? {};
			expect(name).toMatch(/^[A-Z][^{}]+ - /);
			expect(name.endsWith(` - ${value}`)).toBe(true);
			expect(description).toContain(summary);
			expect(description).toContain(hidesFailures);
		}
		const names = (await everything(service.id)).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	it.each(providers)('keeps the endpoints of each resource of $id together', async (service) => {
		const resources = (await everything(service.id)).map(
			({ value }) => rowByKey(service, String(value))?.resource,
		);
		const runs = resources.filter((resource, at) => resource !== resources[at - 1]);
		expect(new Set(runs).size).toBe(runs.length);
	});

	it('names endpoints in the words of the nodes', async () => {
		const names = (await everything('ooti', 'projects')).map(({ name }) => name);
		expect(names).toContain('Get many projects - GET /projects/list/{org_pk}/');
		expect(names).toContain('Create project - POST /projects/list/{org_pk}/');
	});

	it('has a last page without a token', async () => {
		const count = providerById('ooti').endpoints.length;
		expect(count).toBeGreaterThan(100);
		const last = await search('ooti', undefined, String(Math.floor((count - 1) / 100) * 100));
		expect(last.results.length).toBeGreaterThan(0);
		expect(last.paginationToken).toBeUndefined();
	});

	it('wants every word, anywhere and in any case', async () => {
		const found = await everything('ooti', '  INVOICES   get list ');
		expect(found.length).toBeGreaterThan(0);
		for (const { name, description = '' } of found) {
			const text = `${name} ${description}`.toLowerCase();
			expect(text).toMatch(/^(?=.*invoices)(?=.*get)(?=.*list)/);
		}
		expect(found.length).toBeLessThan((await everything('ooti', 'invoices')).length);
		expect(await everything('ooti', 'no-such-word invoices')).toEqual([]);
		expect(await everything('ooti', '.*')).toEqual([]);
	});

	it('says which service it does not know', async () => {
		await expect(search('other')).rejects.toThrow('"other"');
	});
});
