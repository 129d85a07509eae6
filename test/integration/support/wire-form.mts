import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import { partsOf } from '../../../nodes/shared/form/operation-inputs';
import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import type { Special } from '../../services/calls.mts';
import type { Blanks } from './tool-arguments.mts';
import { BLANKS } from './tool-arguments.mts';
import { answerFor } from './wire-answer.mts';
import { WireBench } from './wire-bench.mts';
import { expectRequest } from './wire-compare.mts';
import type { Filling, Plan } from './wire-plan.mts';
import { firstPage, LIMIT, pathOf, picked, queryOf } from './wire-plan.mts';
import { nameOf } from './wire-rows.mts';
import { partSample, sampleOf } from './wire-samples.mts';
import { specialOf } from './wire-special.mts';

function endpointKey({ method, path, host }: EndpointDefinition): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

/** The parameters of a request by form, with these values in it by wire name. */
export function formParameters(
	endpoint: string,
	value: NodeParameterValueType | IDataObject,
	more: INodeParameters = {},
): INodeParameters {
	return {
		resource: 'apiRequest',
		operation: 'sendRequest',
		endpoint: { __rl: true, mode: 'list', value: endpoint } as NodeParameterValueType,
		inputMode: 'form',
		endpointFields: { mappingMode: 'defineBelow', value, schema: [], matchingColumns: [] } as never,
		returnAll: false,
		limit: LIMIT,
		...more,
	};
}

/** The form of a row as a person fills it in, and what has to come over the wire. */
function planOf(
	{ provider }: ServiceForm,
	row: EndpointDefinition,
	filling: Filling,
	{ values: own = {} }: Special,
): Plan {
	const { path, partOptions = {}, batch } = row;
	const isAsked = ({ required, superseded }: Field) =>
		!superseded && (filling === 'all' || required === true);
	const [query = [], body = [], headers = []] = [row.query, row.body, row.headers].map((fields) =>
		(fields ?? []).filter(isAsked),
	);
	const fields = new Map([...query, ...body, ...headers].map((field) => [field.name, field]));
	const samples = [
		...[...fields.values()].map((field, index) => {
			const sample = own[field.name] ?? sampleOf(field, index, filling === 'all');
			return { name: field.name, ...sample };
		}),
		...partsOf(path).map((name) => ({
			name,
			...partSample(name, { options: partOptions[name] ?? [] }),
		})),
	];
	const entered = Object.fromEntries(samples.map(({ name, entered: value }) => [name, value]));
	const wire = Object.fromEntries(
		samples.map(({ name, wire: value }) => [name, value]),
	) as IDataObject;
	const page = firstPage(provider, row, wire, 'required');
	const whole = body.find((field) => field.whole);
	const inBody = { ...picked(body, wire), ...page.body };
	const hasBody = row.body !== undefined || Object.keys(page.body).length > 0;
	const isList = batch !== undefined && batch.key === undefined;
	return {
		parameters: formParameters(endpointKey(row), entered as IDataObject),
		path: pathOf(row, wire),
		query: [
			...queryOf(query, wire),
			...Object.entries(page.query).map(([name, value]): [string, string] => [name, String(value)]),
		],
		headers: Object.fromEntries(
			Object.entries(picked(headers, wire)).map(([name, value]) => [
				name.toLowerCase(),
				String(value),
			]),
		),
		body: !hasBody ? undefined : whole ? wire[whole.name] : isList ? [inBody] : inBody,
		contentType: row.contentType,
		idempotencyKey: row.idempotencyKey === true,
		kept: {},
		record: {},
	};
}

/** The form with every optional field left blank by the caller of a tool, in one of the ways in which models do it. */
function withBlanks(
	parameters: INodeParameters,
	row: EndpointDefinition,
	blanks: Blanks,
): INodeParameters {
	const { value, ...rest } = parameters.endpointFields as unknown as { value: IDataObject };
	const fields = [row.query, row.body, row.headers].flatMap((list = []) => list);
	const blank = fields
		.filter(({ name, required, superseded }) => !required && !superseded && !(name in value))
		.map(({ name, type }) => {
			const nothing = type in blanks ? blanks[type] : blanks.other;
			return [name, `={{ ${JSON.stringify(nothing)} }}`];
		});
	const all = { ...rest, value: { ...value, ...Object.fromEntries(blank) } };
	return { ...parameters, endpointFields: all as never };
}

/** An update that has nothing in it but what is required. */
function changesNothing({ method, operation, body = [] }: EndpointDefinition, plan: Plan): boolean {
	const updates = operation === 'update' || ['PATCH', 'PUT'].includes(method);
	const isOptional = body.some(({ required }) => !required);
	return updates && isOptional && Object.keys(Object(plan.body)).length === 0;
}

/** Two of the ways in which models leave arguments blank, in turn. */
function blanksFor(at: number): Blanks[] {
	const kinds = Object.values(BLANKS);
	return [at, at + 1].flatMap((index) => kinds[index % kinds.length] ?? []);
}

/** Sends every endpoint of a service by the form of "API Request": with its required fields, with all of them, and as a tool. */
export function describeForms(form: ServiceForm): void {
	const { endpoints, name: service, id } = form.provider;
	const rows = endpoints
		.filter(({ token, interactive }) => !token && !interactive)
		.map((row, at) => [nameOf(row), row, blanksFor(at)] as const);

	describe.each([id, 'providerRequest'])(`${service}: each endpoint by the form of %s`, (node) => {
		let bench: WireBench;
		beforeAll(async () => {
			bench = await WireBench.start(form, node);
		});
		afterAll(async () => {
			await bench.server.close();
		});

		const send = async (
			row: EndpointDefinition,
			plan: Plan,
			parameters = plan.parameters,
			as: 'node' | 'tool' = 'node',
		) => {
			bench.server.says(answerFor(form.provider, row).said);
			bench.server.take();
			const { error } = await bench.run({ service: id, ...parameters }, [{ n: 1 }], true, as);
			const [sent] = bench.server.take();
			if (changesNothing(row, plan)) {
				expect(sent).toBeUndefined();
				return;
			}
			if (!sent) throw new Error(`Nothing was sent: ${error?.message}`);
			await expectRequest(sent, row, plan, bench.signs);
		};
		const planned = (row: EndpointDefinition, filling: Filling) =>
			planOf(form, row, filling, specialOf(id, nameOf(row)));

		it.each(rows)('%s', async (_name, row) => {
			await send(row, planned(row, 'required'));
			await send(row, planned(row, 'all'));
		});

		if (node !== id) return;
		it.each(rows)('%s as a tool, with blanks in all optional fields', async (_name, row, ways) => {
			const plan = planned(row, 'required');
			for (const blanks of ways) {
				// A tool asks for one row more than it shows.
				const limit = LIMIT - 1;
				const asked = { ...withBlanks(plan.parameters, row, blanks), limit };
				await send(row, plan, asked, 'tool');
			}
		});
	});
}
