import { accounts, companies, foreign, locations } from '../data/tenancy.mts';
import type { Call } from '../call.mts';
import { forbidden, notFound } from '../call.mts';
import { moment } from '../dates.mts';
import { paged } from '../paging.mts';
import { issueToken } from '../auth.mts';
import type { Operation } from '../serve.mts';
import { companyName } from '../tenant.mts';

function named<Row extends { name: string }>(call: Call, rows: Row[]): Row[] {
	const search = call.text('search')?.toLowerCase();
	return search === undefined
		? rows
		: rows.filter((row) => row.name.toLowerCase().includes(search));
}

function ownAccount(call: Call): string {
	const id = call.id();
	if (foreign.accounts.includes(id)) throw forbidden();
	if (!accounts.some((account) => account.id === id)) throw notFound('Account');
	return id;
}

function envelope<Row>(call: Call, rows: Row[], view: (row: Row) => object) {
	const { count, page, limit, rows: shown } = paged(call, rows, { size: 20 });
	return { status: 200, body: { count, page, limit, results: shown.map(view) } };
}

const of = <Row extends { account: string }>(rows: Row[], account: string): Row[] =>
	rows.filter((row) => row.account === account);

export const accountOperations: Operation[] = [
	{ method: 'POST', path: '/oauth/token', work: issueToken, auth: false, kind: 'token' },
	{
		method: 'GET',
		path: '/accounts',
		work: (call) =>
			envelope(call, named(call, accounts), (account) => ({
				id: account.id,
				name: account.name,
				...moment('created_date', account.created),
				company_count: of(companies, account.id).length,
				location_count: of(locations, account.id).length,
			})),
	},
	{
		method: 'GET',
		path: '/accounts/{id}/companies',
		work: (call) =>
			envelope(call, named(call, of(companies, ownAccount(call))), (company) => ({
				id: company.id,
				name: company.name,
				location_count: locations.filter((row) => row.company === company.id).length,
				plan: company.plan,
			})),
	},
	{
		method: 'GET',
		path: '/accounts/{id}/locations',
		work: (call) => {
			const key = call.header('x-api-version') === '1.1.0' ? 'location_group' : 'group';
			return envelope(call, named(call, of(locations, ownAccount(call))), (location) => ({
				id: location.id,
				name: location.name,
				company: companyName(location.company),
				[key]: location.group,
			}));
		},
	},
];
