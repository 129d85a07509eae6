import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';
import { testedById, credentialDataFor } from '../services/index.mts';
import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';

const sandbox = sandboxForTests();
const by = (value: string | number) => ({ __rl: true, mode: 'id', value });

/** What the lists' own tests do not ask: words to search, or a page after the first. */
interface Question {
	method: string;
	parameters: INodeParameters;
	filter?: string;
	/** In each of the names that were found. */
	found?: RegExp;
	/** Rows on the second page. */
	second?: number;
	/** What the parent puts into the path or the query of each call. */
	parent?: RegExp;
}

const ooti = { organizationId: by(210) };
const questions: Readonly<Record<string, readonly Question[]>> = {
	ooti: [
		{ method: 'searchOrganization', parameters: {}, filter: 'atelier', found: /^Atelier/ },
		{ method: 'searchTeam', parameters: ooti, filter: 'lyon', found: /^Lyon$/, parent: /210/ },
		{ method: 'searchProject', parameters: ooti, second: 100, parent: /210/ },
		{
			method: 'searchClient',
			parameters: ooti,
			filter: 'client 12',
			found: /Client 12/,
			parent: /210/,
		},
		{ method: 'searchClient', parameters: ooti, second: 5, parent: /210/ },
		{ method: 'searchContact', parameters: ooti, filter: '@', found: /@/, parent: /210/ },
		{ method: 'searchCollaborator', parameters: ooti, filter: '@', found: /@/, parent: /210/ },
		{
			method: 'searchPhase',
			parameters: { ...ooti, projectId: by(42) },
			filter: 'esq',
			found: /^ESQ/,
			parent: /42/,
		},
	],
	ottimate: [
		{ method: 'searchAccount', parameters: {}, filter: 'harbor', found: /^Harbor/ },
		{ method: 'searchCompany', parameters: {}, filter: 'south', found: /South/ },
		{ method: 'searchLocation', parameters: {}, filter: 'old mill', found: /^Old Mill/ },
		{
			method: 'searchVendor',
			parameters: { ottimateCompanyId: by(123) },
			second: 20,
			parent: /"123"/,
		},
		{ method: 'searchInvoice', parameters: {}, second: 100 },
		{ method: 'searchPurchaseOrder', parameters: {}, filter: 'po-1', found: /po-1/i },
		{ method: 'searchDimension', parameters: {}, filter: '001', found: /001/ },
	],
	oto: [
		{ method: 'searchOrder', parameters: {}, second: 100 },
		{ method: 'searchPickupLocation', parameters: {}, filter: 'olaya', found: /olaya/i },
		{
			method: 'searchDeliveryOption',
			parameters: { orderId: by('OID-1001') },
			filter: 'smsa',
			found: /smsa/,
			parent: /OID-1001/,
		},
		{ method: 'searchBrand', parameters: {}, filter: 'a', found: /a/i },
	],
	otesse: [
		{ method: 'searchCustomer', parameters: {}, second: 100 },
		{ method: 'searchIndustry', parameters: {}, filter: 'clean', found: /clean/i },
		{ method: 'searchInvoice', parameters: {}, second: 100 },
	],
	doo: [
		{
			method: 'searchConfiguration',
			parameters: { organizationId: '111' },
			filter: 'crm',
			found: /crm/i,
			parent: /111/,
		},
	],
};

async function credentialOf(service: ServiceId) {
	const [first] = testedById(service).credentials;
	if (!first) throw new Error(`There is no credential type for ${service}`);
	const typed = await credentialDataFor(sandbox(), first.type);
	const data = Object.fromEntries(
		Object.entries(typed).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value]] : [],
		),
	);
	return { type: first.type, data };
}

const rows = Object.entries(questions).flatMap(([service, asked]) =>
	asked.map((question) => [service as ServiceId, question.method, question] as const),
);

describe('a list to pick from', () => {
	it.each(rows)('%s %s answers what is asked of it', async (service, method, question) => {
		const credential = await credentialOf(service);
		const ask = async (more: { filter?: string; token?: string }) =>
			await searchList(sandbox(), service, credential, method, {
				parameters: question.parameters,
				...more,
			});
		const { filter, found, second, parent } = question;
		const first = await ask(filter === undefined ? {} : { filter });
		expect(first.names.length).toBeGreaterThan(0);
		if (found) for (const name of first.names) expect(name).toMatch(found);
		const calls = first.calls.filter(({ kind }) => kind === 'call');
		if (parent) {
			const last = calls.at(-1);
			expect(JSON.stringify([last?.path, last?.query])).toMatch(parent);
		}
		if (second === undefined) return;
		const next = await ask({ token: String(first.paginationToken) });
		expect(next.names).toHaveLength(second);
		const values = new Set(first.results.map(({ value }) => value));
		expect(next.results.filter(({ value }) => values.has(value))).toEqual([]);
	});
});
