import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ApiClient } from '../../transport/client/api-client';
import type { Permit } from '../../transport/core/concurrency';
import { isRecord } from '../../transport/core/json';
import { nodeOf } from '../../transport/core/node';
import { isWrite } from '../../transport/http/request';
import { runBatches } from '../../transport/items/batches';
import type { ItemRecords } from '../../transport/items/chunks';
import { addHints } from '../../transport/items/hints';
import { runItems } from '../../transport/items/items';
import type { ItemTask } from '../../transport/items/items';
import { requestOf } from '../../transport/pagination/endpoint-call';
import { concurrencyOf } from './concurrency';
import type { Job, ServiceForm, Work } from './form';
import { rowOf } from './form';
import type { Input, RecordSource } from './inputs';
import { checkCleared } from './input/clear';
import { readJson } from './input/json';
import { read, problem } from './input/origin';
import { typedField } from './input/item-values';
import { typedMembers } from './input/given';
import { itemContext } from './item-context';
import { Operation } from './operation';
import { forTool, outputFieldOf } from './results';
import { advised, requestsFor, sendAll } from './sending';
import { shortenerOf } from './simplify';
import { checkFilledIn } from './updates';
import { requestLimitsIn } from './request-limits';
import { profileOf, typeChosen } from './authentication';
import { rowsIn } from './operation-choice';
import { apiRequest } from './request/properties';
import { sendRequests } from './request/request';
import { checkOwn } from './own-parameters';
import { workOf } from './work';
import { optionsIn } from './parameters';

/** Work that reads, or only waits, gives its place to other items while it waits, so that all of them are looked at in turn. */
function inPlace(work: Work, permit: Permit, job: Job): Work {
	if (!job.reads && !job.waits) return work;
	return {
		...work,
		pause: async (ms) => await permit.releaseDuring(async () => await work.pause(ms)),
	};
}

/** Work that keeps whether it has changed something. */
function withChanges(work: Work): { work: Work; hasChanged: () => boolean } {
	let isChanged = false;
	const changed = () => {
		isChanged = true;
	};
	return { work: { ...work, changed }, hasChanged: () => isChanged };
}

function prepareRow(operation: Operation, itemIndex: number, job?: Job): ItemTask {
	const values = operation.values(itemIndex);
	const options = operation.options(itemIndex);
	const limit = operation.limit(itemIndex);
	const fits = operation.special.only?.(itemContext(operation.context, itemIndex));
	const requests = requestsFor(operation, itemIndex, values, options);
	const body = operation.body(itemIndex, values, options);
	const known = typeof body === 'function' ? {} : body;
	checkFilledIn(operation, itemIndex, {
		...operation.valuesFor('body', values),
		...options.furtherFields,
	});
	const send = async () => {
		const part = typeof body === 'function' ? await body() : body;
		const whole = requests.map((request) => ({ ...request, ...part }));
		const wanted = fits ? Infinity : limit;
		const answer = sendAll(operation, whole, wanted, options.ownKey);
		const items = await advised(operation, [values], answer);
		const fitting = fits ? items.filter(({ json }) => fits(json)).slice(0, limit) : items;
		return operation.withinLimit(itemIndex, fitting, values);
	};
	const { then } = operation.special;
	const { context, form, client: session, row } = operation;
	const work = workOf(context, form, session, itemIndex, options.limits, send);
	checkOwn(context, itemIndex, job ? job.properties : operation.special.properties);
	job?.check?.(work);
	const shorten = job
		? shortenerOf(context, itemIndex, job.simplify)
		: operation.shortener(itemIndex);
	return {
		binaryField: options.binaryField,
		writes: job
			? !job.reads
			: requests.some((request) => isWrite(requestOf({ request: { ...request, ...known }, row }))),
		run: async (permit) => {
			if (job) return shorten(await job.run(inPlace(work, permit, job)));
			const items = await send();
			const answered = then ? await then(work, items) : items;
			return shorten(operation.withKept(values, answered));
		},
	};
}

/** The records that one item brings to a call that takes many; `further` fields are those of each record where the body is their list. */
function recordsOf(
	operation: Operation,
	itemIndex: number,
	fields: IDataObject,
	further: IDataObject,
): unknown[] {
	const { context, special, row } = operation;
	const item = itemContext(context, itemIndex);
	return recordsGiven(operation, itemIndex, fields).map((given) => {
		if (Object.keys(given).length === 0) {
			throw item.problem('The record is empty', 'Give it values, or remove the blank row.');
		}
		const record = row.batch?.key === undefined ? { ...given, ...further } : given;
		checkCleared(item, record);
		return special.record?.(item, record) ?? record;
	});
}

function recordsGiven(operation: Operation, itemIndex: number, fields: IDataObject): IDataObject[] {
	const { context } = operation;
	const source = context.getNodeParameter('recordsFrom', itemIndex) as RecordSource;
	if (source === 'fields') return [fields];
	if (source === 'items')
		return [typedRecord(operation, itemIndex, context.getInputData()[itemIndex]?.json ?? {})];
	const given: unknown = context.getNodeParameter('records', itemIndex);
	const label = 'Records (JSON)';
	const records = read({ context, itemIndex, label }, () => readJson(given));
	const list = Array.isArray(records) ? records : [records];
	if (list.length === 0 || !list.every(isRecord)) {
		throw problem(
			context,
			itemIndex,
			'"Records (JSON)" must be a list of objects',
			'Write it as [{"name": "value"}].',
		);
	}
	return list.map((record) => typedRecord(operation, itemIndex, record));
}

/** A record that was not filled in field by field: the fields that the form knows are read as the form would. */
function typedRecord(operation: Operation, itemIndex: number, record: IDataObject): IDataObject {
	const { context, form, row } = operation;
	const place = row.batch?.key === undefined ? 'body' : 'record';
	const inputs = operation.inputs.filter(({ goesTo }) => goesTo.has(place));
	const fields = inputs.map((input) => typedField(form, input));
	return typedMembers(fields, record, { context, itemIndex }, ({ name }) =>
		operation.labelOf(name),
	);
}

async function runMany(operation: Operation, count: number): Promise<INodeExecutionData[]> {
	const { context, row, special } = operation;
	const { key, plain, max = 1, inside, refusedTogether } = row.batch ?? {};
	const place = key === undefined ? 'body' : 'record';
	const fromFields = (itemIndex: number) =>
		!plain && context.getNodeParameter('recordsFrom', itemIndex) === 'fields';
	const prepare = (itemIndex: number): ItemRecords => {
		const ofRecord = (input: Input) => input.goesTo.has(place);
		const values = operation.values(itemIndex, (input) => !ofRecord(input));
		const record = fromFields(itemIndex) ? operation.values(itemIndex, ofRecord) : {};
		const options = operation.options(itemIndex);
		const request = operation.request(itemIndex, values, options);
		operation.check(request);
		const given =
			key === undefined ? {} : { ...operation.valuesFor('body', values), ...options.furtherFields };
		const { [key ?? '']: own, ...shared } = given;
		const { pathValues, query, headers } = request;
		return {
			records: plain
				? [own].flat()
				: recordsOf(operation, itemIndex, record, options.furtherFields),
			// What the first item of a call decides for all of them has to be the same for all of them.
			group: JSON.stringify([
				[pathValues, query, headers, shared, options.ownKey, options.limits],
				(special.properties ?? []).map(({ name }) =>
					context.getNodeParameter(name, itemIndex, null),
				),
				(special.options ?? []).map(({ name }) =>
					context.getNodeParameter(`options.${name}`, itemIndex, null),
				),
			]),
			send: async (records, chunk) => {
				const list = records as IDataObject[];
				const body = key === undefined ? list : { ...shared, [key]: list };
				const send = async () => {
					const sent = operation.send({ ...request, body }, Infinity, options.ownKey, chunk);
					return await advised(operation, list, sent);
				};
				const { form, client } = operation;
				const work = workOf(context, form, client, itemIndex, options.limits, send);
				const items = await send();
				return special.then ? await special.then(work, items) : items;
			},
		};
	};
	const rules = { max, inside, refusedTogether, concurrent: concurrencyOf(context) };
	return await runBatches(context, count, rules, prepare);
}

/** A job that stands on no row of its own. */
function prepareJob(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
	job: Job,
	itemIndex: number,
): ItemTask {
	const limits = requestLimitsIn(optionsIn(context, itemIndex));
	const { work, hasChanged } = withChanges(
		workOf(context, form, client, itemIndex, limits, async () => []),
	);
	checkOwn(context, itemIndex, job.properties);
	job.check?.(work);
	const shorten = shortenerOf(context, itemIndex, job.simplify);
	return {
		binaryField: outputFieldOf(context, itemIndex),
		writes: !job.reads,
		hasChanged,
		run: async (permit) => shorten(await job.run(inPlace(work, permit, job))),
	};
}

async function runOperation(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
): Promise<INodeExecutionData[]> {
	const { provider } = form;
	const node = nodeOf(context);
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const count = context.getInputData().length;
	if (resource === apiRequest.value) {
		return await sendRequests(context, provider, client);
	}
	const job = form.jobs?.find((one) => one.resource === resource && one.operation === name);
	if (job) {
		const operation = job.row && new Operation(context, form, client, rowOf(form, job.row));
		const prepare = (itemIndex: number) =>
			operation
				? prepareRow(operation, itemIndex, job)
				: prepareJob(context, form, client, job, itemIndex);
		return await runItems(context, count, prepare, job.reads ? 1 : concurrencyOf(context));
	}
	const row = rowsIn(form).find((one) => one.resource === resource && one.operation === name);
	if (!row) {
		throw new NodeOperationError(
			node,
			`${provider.name} has no operation "${name}" for "${resource}"`,
			{
				description: 'Choose "Resource" and "Operation" again.',
			},
		);
	}
	const operation = new Operation(context, form, client, row);
	if (row.batch) return await runMany(operation, count);
	const prepare = (itemIndex: number) => prepareRow(operation, itemIndex);
	return await runItems(context, count, prepare, isWrite(row) ? concurrencyOf(context) : 1);
}

/** Runs a service's action node for all its input items. */
export async function runAction(
	context: IExecuteFunctions,
	form: ServiceForm,
): Promise<INodeExecutionData[][]> {
	const { provider } = form;
	const type = typeChosen(context, provider);
	const client = await ApiClient.open(context, profileOf(nodeOf(context), provider, type));
	const items = await runOperation(context, form, client);
	addHints(context, client.hints());
	return [forTool(context, items, client.remarks())];
}
