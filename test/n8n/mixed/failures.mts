import type { Fault, ServiceId } from '../../sandbox/core/types.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from '../credentials.mts';
import type { NodeRules } from '../workflows.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from '../workflows.mts';
import type { Accounts } from './accounts.mts';
import type { Work } from './work.mts';

/** A broken answer, the node that meets it, and what becomes of the workflow. */
interface Trouble {
	type: CredentialTypeName;
	/** As in Provider Request: `GET /dimensions`. */
	call: string;
	body?: object;
	fault: Omit<Fault, 'service' | 'path' | 'method'>;
	ends: Work['ends'];
	rules?: NodeRules;
}

const keepGoing: NodeRules = { onError: 'continueRegularOutput' };
const toErrorOutput: NodeRules = { onError: 'continueErrorOutput' };
const again: NodeRules = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };

const TROUBLES: Trouble[] = [
	{
		type: 'ottimateApi',
		call: 'GET /dimensions',
		fault: { status: 429, headers: { 'retry-after': '1' } },
		ends: 'success',
	},
	{ type: 'ottimateApi', call: 'GET /receipts', fault: { status: 503, times: 2 }, ends: 'success' },
	{ type: 'ottimateApi', call: 'GET /purchase-orders', fault: { malform: true }, ends: 'success' },
	{
		type: 'ottimateApi',
		call: 'POST /dimensions',
		body: { no: 'fields' },
		fault: { status: 500, times: 9, body: { message: 'Internal error' } },
		ends: 'error',
		rules: again,
	},
	{ type: 'ootiApi', call: 'GET /banks/list/210/', fault: { reset: 'before' }, ends: 'success' },
	{ type: 'ootiJwtApi', call: 'GET /currencies/list/', fault: { truncate: true }, ends: 'success' },
	{
		type: 'ootiJwtApi',
		call: 'POST /tags/list/210/',
		body: { name: 'x' },
		fault: { reset: 'before', times: 9 },
		ends: 'success',
		rules: toErrorOutput,
	},
	{ type: 'otoApi', call: 'GET /getBrandList', fault: { gzipDamage: true }, ends: 'success' },
	{
		type: 'otoApi',
		call: 'POST /createBrand',
		body: { brandName: 'Mixed' },
		fault: { status: 502, times: 9, body: '<html>Bad gateway</html>', contentType: 'text/html' },
		ends: 'success',
		rules: keepGoing,
	},
	{
		type: 'otesseApi',
		call: 'GET /invoices',
		fault: { status: 429, headers: { 'x-ratelimit-reset': '1' }, body: {} },
		ends: 'success',
	},
	{
		type: 'otesseAppApi',
		call: 'POST /invoices',
		body: {},
		fault: { status: 500, times: 9, body: 'down' },
		ends: 'error',
	},
	{
		type: 'dooApi',
		call: 'DELETE /webhooks/nobody',
		fault: { status: 504, times: 9 },
		ends: 'success',
		rules: toErrorOutput,
	},
];

/** Broken answers of all kinds, and calls that fail, with every way to go on. */
export function worksThatFail(accounts: Accounts, baseUrls: Record<string, string>): Work[] {
	return [
		...TROUBLES.map((trouble) => troubled(accounts, trouble)),
		...CREDENTIAL_TYPES.map((type) => echoed(accounts, type)),
		notFound(accounts, 'Provider Request'),
		notFound(accounts, 'HTTP Request', baseUrls),
	];
}

function troubled(accounts: Accounts, { type, call, body, fault, ends, rules }: Trouble): Work {
	const service = SERVICE_OF[type];
	const [method = '', path = ''] = call.split(' ');
	const name = `${type} ${call}: ${JSON.stringify(fault)}`;
	const node = providerRequest({
		...rules,
		service,
		credential: accounts.of(type),
		endpoint: path,
		method,
		body,
		limit: 20,
	});
	return {
		name,
		workflow: chain(name.slice(0, 100), manualTrigger(), node),
		ends,
		fault: { ...fault, service, method, path: `^${path}$` },
	};
}

/** A service that says back what it was sent: the error must not. */
function echoed(accounts: Accounts, type: CredentialTypeName): Work {
	const service = SERVICE_OF[type];
	const path = `/echo/${type}`;
	const name = `${type} and a service that says secrets back`;
	const node = providerRequest({
		...keepGoing,
		service,
		credential: accounts.of(type),
		endpoint: path,
		method: 'POST',
		body: { a: 1 },
	});
	return {
		name,
		workflow: chain(name, manualTrigger(), ...numbered(2), node),
		ends: 'success',
		fault: { service, path: `^${path}$`, status: 400, times: 2, echo: true },
	};
}

/** Many calls to what is not there; HTTP Request asks the gate after each of them. */
function notFound(
	accounts: Accounts,
	sender: 'Provider Request' | 'HTTP Request',
	baseUrls: Partial<Record<ServiceId, string>> = {},
): Work {
	const credential = accounts.of('ottimateApi');
	const path = '/vendors/{{ 999000 + $json.n }}';
	const node =
		sender === 'HTTP Request'
			? httpRequest({ ...keepGoing, credential, url: `=${baseUrls.ottimate ?? ''}${path}` })
			: providerRequest({
					...toErrorOutput,
					service: 'ottimate',
					credential,
					endpoint: `=${path}`,
					method: 'GET',
				});
	const name = `${sender} and what is not there`;
	return { name, workflow: chain(name, manualTrigger(), ...numbered(10), node), ends: 'success' };
}
