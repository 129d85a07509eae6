import type { Answer, JsonObject } from '../../../sandbox/core/wire.mts';
import { isNumber } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { denied, fieldFaults, missing } from './refusals.mts';
import { rowBy, rowsOf } from './store.mts';
import { view } from './views.mts';

const ok = (body: unknown): Answer => ({ status: 200, body });

interface Single {
	profile: JsonObject;
	preferences: JsonObject;
	digest: JsonObject;
	card: JsonObject;
}

const seedSingles = (): Single => ({
	profile: {
		user: 77,
		email: 'me@example.com',
		selected_org: 210,
		selected_team: 1689,
		locale: 'fr',
		show_sidemenu: true,
	},
	preferences: { theme: 'light' },
	digest: { daily_time: '08:00:00', weekly_time: '08:00:00', weekday: 1, invoices_sent: true },
	card: { brand: 'example', last4: '0000' },
});

let singles = seedSingles();

export function resetSingles(): void {
	singles = seedSingles();
}

const isSingle = (name: string): name is keyof Single => name in singles;

/** Things that exist once: the profile, the digest settings ... */
export function single(call: Call): Answer {
	const { resource, method } = call.entry;
	if (!isSingle(resource)) throw missing();
	if (call.variant === 'unbound-token' && call.caller === 'token') throw denied();
	call.org();
	if (method === 'DELETE') return { status: 204 };
	if (method !== 'GET') singles[resource] = { ...singles[resource], ...call.body() };
	return ok(singles[resource]);
}

function membership(): Answer {
	const organizations = rowsOf('organizations').map((row) => ({
		id: row.id,
		name: row.values.name,
		orguser: { pk: rowsOf('orgusers').find((user) => user.org === row.id)?.id },
		teams: rowsOf('teams')
			.filter((team) => team.org === row.id)
			.map((team) => ({ id: team.id, title: team.values.title })),
	}));
	return ok({ organizations });
}

function paymentView(call: Call): Answer {
	const row = rowBy('payments', call.id());
	if (!row) throw missing();
	const parts = rowsOf('payments/invoice').filter((part) => part.values.payment === row.id);
	const invoice_payments = parts.map((part) => ({
		pk: part.id,
		invoice: part.values.invoice,
		amount: part.values.amount,
	}));
	return ok({ ...view('payments', row), invoice_payments });
}

function generateItems(call: Call): Answer {
	const { invoice } = call.body();
	if (!isNumber(invoice) || !rowBy('jobs/invoices', invoice)) throw missing();
	return ok({ invoice });
}

function treatGroups(call: Call): Answer {
	const { team, is_validated, is_treated } = call.body();
	if (!isNumber(team)) throw fieldFaults({ team: ['This field is required.'] });
	const rows = rowsOf('expenses/groups').filter((row) => row.values.team === team);
	for (const row of rows) {
		if (typeof is_validated === 'boolean') row.values.is_validated = is_validated;
		if (typeof is_treated === 'boolean') row.values.is_treated = is_treated;
	}
	return ok({ count: rows.length });
}

function inviteUser(call: Call): Answer {
	const { orguser, team } = call.body();
	const faults = {
		...(orguser === undefined ? { orguser: ['This field is required.'] } : {}),
		...(team === undefined ? { team: ['This field is required.'] } : {}),
	};
	if (Object.keys(faults).length > 0) throw fieldFaults(faults);
	return ok({ orguser, team });
}

const refuse = (): Answer => {
	throw denied();
};

/** Pairs that the general forms do not cover. */
export const special: Record<string, (call: Call) => Answer> = {
	'GET /organizations/membership/': (call) => {
		if (call.variant === 'unbound-token' && call.caller === 'token') throw denied();
		return membership();
	},
	'GET /payments/{pk}': paymentView,
	'GET /payments/{pk}/': paymentView,
	'POST /jobs/invoices/items/generate/{org_pk}/': generateItems,
	'POST /expenses/groups/list/action/{org_pk}/': treatGroups,
	'POST /orgusers/invite/': inviteUser,
	'GET /orgusers/count/{org_pk}/': (call) => {
		const org = call.org();
		return ok({ count: rowsOf('orgusers').filter((row) => row.org === org).length });
	},
	'GET /contacts/uncategorized/count/{org_pk}/': (call) => {
		const org = call.org();
		const rows = rowsOf('contacts').filter((row) => row.org === org && !row.values.category);
		return ok({ count: rows.length });
	},
	'GET /imports/counts/': refuse,
	'GET /celery_tasks/last/': refuse,
	'GET /celery_tasks/last/{org_pk}/': refuse,
	'GET /posts/last-post/{org_pk}/': () => {
		const last = rowsOf('posts').at(-1);
		return ok(last ? view('posts', last) : {});
	},
};

/** A computed answer that nothing is known about: the ids of the path and a few figures. */
export function computed(call: Call): Answer {
	const org = call.org();
	const scope = call.scope();
	const count = rowsOf('projects').filter((row) => org === undefined || row.org === org).length;
	return ok({ ...(org === undefined ? {} : { org }), ...scope, count, total: count * 1000 });
}

/** An action on records; it only checks that what the path names is there. */
export function act(call: Call): Answer {
	call.org();
	call.scope();
	const body = call.entry.method === 'GET' ? {} : call.body();
	return ok({ success: true, ...body });
}

/** The first bytes of an old Excel file, and some filling. */
const sheet = Buffer.concat([
	Buffer.from('d0cf11e0a1b11ae1', 'hex'),
	Buffer.alloc(504, 0),
	Buffer.from('sandbox spreadsheet'),
]);

export function spreadsheet(call: Call): Buffer {
	call.org();
	call.scope();
	return sheet;
}
