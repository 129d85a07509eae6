import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sourcesOf } from '../../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../../nodes/shared/form/operation-choice';
import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { isWrite } from '../../../transport/http/request';
import { visibleIn } from '../../unit/support/visible.mts';
import { requiredOf } from './sweep-form.mts';
import { leavesIn } from './sweep-wire.mts';
import { answerFor } from './wire-answer.mts';
import type { WireBench } from './wire-bench.mts';
import { planFor, requestPlan } from './wire-plan.mts';
import { nameOf } from './wire-rows.mts';
import type { Said, Sent } from './wire-server.mts';
import { specialOf } from './wire-special.mts';

/** An operation that writes, with values that it takes. */
export interface Written {
	name: string;
	parameters: INodeParameters;
	says: Said;
}

/** What operations of several calls ask for beyond what n8n marks as required. */
const ENTERED: Readonly<Record<string, INodeParameters>> = {
	'customer.findOrCreate': { email: 'a@example.com', firstName: 'A', lastName: 'B', phone: '5' },
};

const FURTHER = { furtherFields: '{"name":"x"}' };

const callable = ({ provider }: ServiceForm) =>
	provider.endpoints.filter((row) => !row.token && !row.interactive && isWrite(row));

/** Every operation of a service's node that writes: its rows, those that only "Send Request" calls, and those of several calls. */
export function writesOf(form: ServiceForm, { description }: WireBench): Written[] {
	const offered = new Set(rowsIn(form));
	const { id } = form.provider;
	const ofRows = callable(form).map((row): Written => {
		const name = nameOf(row);
		const says = answerFor(form.provider, row).said;
		if (!offered.has(row)) return { name, says, parameters: requestPlan(form, row).parameters };
		const special = specialOf(id, name);
		const isMany = sourcesOf(row).length > 0;
		const without = (special.oneOf ?? []).flatMap((list) => list.slice(1));
		const how = { special, without, ...(isMany ? { source: 'json' as const } : {}) };
		const { parameters, body } = planFor(form, description, row, 'all', how);
		if (row.operation === 'update' && Object.keys(Object(body)).length === 0) {
			// The service's fields are not documented: a person writes one by hand.
			return { name, says, parameters: { ...parameters, options: FURTHER } };
		}
		const records = JSON.stringify([
			{ n: 1, ...special.record },
			{ n: 2, ...special.record },
		]);
		return { name, says, parameters: isMany ? { ...parameters, records } : parameters };
	});
	const composites = (form.compositeOperations ?? []).filter(({ reads }) => !reads);
	const ofComposites = composites.map(({ resource, operation }): Written => {
		const chosen = { resource, operation };
		const required = requiredOf(visibleIn(description, chosen));
		return {
			name: `${resource}.${operation}`,
			parameters: { ...chosen, ...required, ...ENTERED[`${resource}.${operation}`] },
			says: { status: 200, body: { data: [], results: [], success: true } },
		};
	});
	return [...ofRows, ...ofComposites];
}

/** The same in Provider Request. */
export function requestWritesOf(form: ServiceForm): Written[] {
	return callable(form).map((row) => ({
		name: nameOf(row),
		parameters: { service: form.provider.id, ...requestPlan(form, row).parameters },
		says: answerFor(form.provider, row).said,
	}));
}

export function withDryRun(parameters: INodeParameters): INodeParameters {
	return { ...parameters, options: { ...(parameters.options as INodeParameters), dryRun: true } };
}

/** Parts of a path that stand for values. */
const partsIn = ({ path }: EndpointDefinition) => path.split('{').length - 1;

/** Whether a request that came in may be one that writes: the row that fits it best does, or none fits. */
export function mayWrite(
	{ provider }: ServiceForm,
	{ method, path }: Pick<Sent, 'method' | 'path'>,
): boolean {
	const fits = (row: EndpointDefinition) =>
		new RegExp(`${row.path.replace(/\{[^{}]+\}/g, '[^/]+').replace(/\/$/, '')}/?$`).test(path);
	const [best] = provider.endpoints
		.filter((row) => row.method === method && fits(row))
		.sort((a, b) => partsIn(a) - partsIn(b) || b.path.length - a.path.length);
	return best === undefined || isWrite(best);
}

function matches(shown: unknown, real: unknown): boolean {
	if (shown === '***') return real !== undefined;
	if (Array.isArray(shown)) {
		return (
			Array.isArray(real) &&
			shown.length === real.length &&
			shown.every((one, at) => matches(one, real[at]))
		);
	}
	if (typeof shown === 'object' && shown !== null) {
		const keys = Object.keys(shown);
		const others = Object.keys(Object(real));
		return (
			keys.length === others.length &&
			keys.every((key) => matches(Reflect.get(shown, key), Reflect.get(Object(real), key)))
		);
	}
	return shown === real;
}

/** Where a planned call differs from the one that was sent; none where they are the same. */
export async function differences(
	planned: IDataObject,
	sent: Sent,
	origin: string,
): Promise<string[]> {
	const url = new URL(String(planned.url));
	const found: string[] = [];
	if (url.origin !== origin) found.push(`origin ${url.origin}`);
	if (planned.method !== sent.method)
		found.push(`method ${String(planned.method)}, not ${sent.method}`);
	const path = url.pathname;
	if (path !== sent.path) found.push(`path ${path}, not ${sent.path}`);
	const query = JSON.stringify([...url.searchParams]);
	if (!matches(JSON.parse(query.replaceAll(/"[^"]*\*\*\*[^"]*"/g, '"***"')), sent.query)) {
		found.push(`query ${query}, not ${JSON.stringify(sent.query)}`);
	}
	const type = sent.headers['content-type'] ?? '';
	if (type.startsWith('multipart/')) {
		const names = (
			await leavesIn({ ...sent, path: '', query: [], headers: { 'content-type': type } })
		)
			.map(({ name }) => name)
			.filter((name) => name !== 'path' && name !== 'content-type');
		const parts = (planned.body as IDataObject[]).map(({ name }) => name);
		if (JSON.stringify(parts) !== JSON.stringify(names))
			found.push(`parts ${parts.join()}, not ${names.join()}`);
	} else {
		const text = sent.body.toString('utf8');
		const real: unknown = type.includes('json') ? JSON.parse(text) : text === '' ? undefined : text;
		if (!matches(planned.body, real)) {
			found.push(`body ${JSON.stringify(planned.body)}, not ${JSON.stringify(real)}`);
		}
	}
	const shown = Object.keys(planned.headers as IDataObject).map((name) => name.toLowerCase());
	for (const name of ['authorization', 'content-type', 'x-api-key', 'idempotency-key']) {
		const isForm = name === 'content-type' && type.startsWith('multipart/');
		if (name in sent.headers && !shown.includes(name) && !isForm) found.push(`no header ${name}`);
	}
	return found;
}
