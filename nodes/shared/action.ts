import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ItemRecords } from '../../transport/batches';
import { runBatches } from '../../transport/batches';
import { isTool } from '../../transport/idempotency';
import type { ItemWork } from '../../transport/items';
import { runItems } from '../../transport/items';
import { isRecord } from '../../transport/reply';
import { Session } from '../../transport/session';
import { tell } from '../../transport/waits';
import type { Job, ServiceForm } from './form';
import { rowOf } from './form';
import type { Input, RecordSource } from './inputs';
import { jsonParameter } from './json';
import { itemContext, Operation, TOOL_RESULTS, workOf } from './operation';
import { profileOf } from './authentication';
import { rowsIn } from './properties';
import { apiRequest } from './request/properties';
import { sendRequests } from './request/request';
import { problem } from './values';

function prepareRow(operation: Operation, itemIndex: number, job?: Job): ItemWork {
	const values = operation.values(itemIndex);
	const options = operation.options(itemIndex);
	const limit = operation.limit(itemIndex);
	const request = operation.request(itemIndex, values, options);
	const body = operation.body(itemIndex, values, options);
	operation.check(request);
	const send = async () => {
		const part = typeof body === 'function' ? await body() : body;
		return await operation.send({ ...request, ...part }, limit, options.ownKey);
	};
	const { then } = operation.special;
	const { context, form, session } = operation;
	const work = workOf(context, form, session, itemIndex, send);
	job?.check?.(work);
	return {
		binaryField: options.binaryField,
		run: async () => {
			if (job) return await job.run(work);
			const items = await send();
			return operation.shown(itemIndex, then ? await then(work, items) : items);
		},
	};
}

/** The records that one item brings to a call that takes many. */
function recordsOf(operation: Operation, itemIndex: number, fields: IDataObject): unknown[] {
	const records = recordsGiven(operation, itemIndex, fields);
	const { context, special } = operation;
	const item = itemContext(context, itemIndex);
	return records.map((record) => special.record?.(item, record) ?? record);
}

function recordsGiven(operation: Operation, itemIndex: number, fields: IDataObject): IDataObject[] {
	const { context } = operation;
	const source = context.getNodeParameter('recordsFrom', itemIndex) as RecordSource;
	if (source === 'fields') return [fields];
	if (source === 'items') return [context.getInputData()[itemIndex]?.json ?? {}];
	const given = context.getNodeParameter('records', itemIndex);
	const records = jsonParameter(context, given, 'Records (JSON)', itemIndex);
	const list = Array.isArray(records) ? records : [records];
	if (list.length === 0 || !list.every(isRecord)) {
		throw problem(
			context,
			itemIndex,
			'"Records (JSON)" needs a list of objects',
			'Write it as [{"name": "value"}].',
		);
	}
	return list;
}

async function runMany(operation: Operation, count: number): Promise<INodeExecutionData[]> {
	const { context, row, special } = operation;
	const { key, plain, max = 1, inside } = row.batch ?? {};
	const place = key === undefined ? 'body' : 'record';
	const fromFields = (itemIndex: number) =>
		!plain && context.getNodeParameter('recordsFrom', itemIndex) === 'fields';
	const prepare = (itemIndex: number): ItemRecords => {
		const ofRecord = (input: Input) => input.goesTo.has(place);
		const values = operation.values(itemIndex, (input) => !ofRecord(input));
		const record = fromFields(itemIndex) ? operation.values(itemIndex, ofRecord) : {};
		const options = operation.options(itemIndex);
		const fields = key === undefined ? { ...record, ...options.furtherFields } : record;
		const request = operation.request(itemIndex, values, options);
		operation.check(request);
		const given =
			key === undefined ? {} : { ...operation.bodyValues(values), ...options.furtherFields };
		const { [key ?? '']: own, ...shared } = given;
		const { pathValues, query, headers } = request;
		return {
			records: plain ? [own].flat() : recordsOf(operation, itemIndex, fields),
			group: JSON.stringify([pathValues, query, headers, shared, options.ownKey]),
			send: async (records, chunk) => {
				const list = records as IDataObject[];
				const body = key === undefined ? list : { ...shared, [key]: list };
				const send = async () =>
					await operation.send({ ...request, body }, Infinity, options.ownKey, chunk);
				const items = await send();
				return special.then
					? await special.then(
							workOf(context, operation.form, operation.session, itemIndex, send),
							items,
						)
					: items;
			},
		};
	};
	return await runBatches(context, count, max, prepare, inside);
}

/** A job that stands on no row of its own. */
function prepareJob(
	context: IExecuteFunctions,
	form: ServiceForm,
	session: Session,
	job: Job,
	itemIndex: number,
): ItemWork {
	const work = workOf(context, form, session, itemIndex, async () => []);
	job.check?.(work);
	const options = context.getNodeParameter('options', itemIndex, {});
	const field = isRecord(options) ? options.outputDataFieldName : undefined;
	return {
		binaryField: typeof field === 'string' && field !== '' ? field : 'data',
		run: async () => await job.run(work),
	};
}

/** An AI agent is told that it does not see everything. */
function capped(context: IExecuteFunctions, items: INodeExecutionData[]): INodeExecutionData[] {
	if (!isTool(context) || items.length <= TOOL_RESULTS) return items;
	const note = `Only the first ${TOOL_RESULTS} results are shown: narrow the filters to see others.`;
	return [...items.slice(0, TOOL_RESULTS), { json: { note }, pairedItem: { item: 0 } }];
}

async function runOperation(
	context: IExecuteFunctions,
	form: ServiceForm,
	session: Session,
): Promise<INodeExecutionData[]> {
	const { provider } = form;
	const node = context.getNode();
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const count = context.getInputData().length;
	if (resource === apiRequest.value) {
		return await sendRequests(context, provider, session);
	}
	const job = form.jobs?.find((one) => one.resource === resource && one.operation === name);
	if (job) {
		const operation = job.row && new Operation(context, form, session, rowOf(form, job.row));
		return await runItems(context, count, (itemIndex) =>
			operation
				? prepareRow(operation, itemIndex, job)
				: prepareJob(context, form, session, job, itemIndex),
		);
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
	const operation = new Operation(context, form, session, row);
	if (row.batch) return await runMany(operation, count);
	return await runItems(context, count, (itemIndex) => prepareRow(operation, itemIndex));
}

/** Runs a service's action node for all its input items. */
export async function runAction(
	context: IExecuteFunctions,
	form: ServiceForm,
): Promise<INodeExecutionData[][]> {
	const { provider } = form;
	const type =
		provider.credentials.length > 1 ? context.getNodeParameter('authentication', 0) : undefined;
	const session = await Session.open(context, profileOf(context.getNode(), provider, type));
	const items = await runOperation(context, form, session);
	tell(context, session.hints());
	return [capped(context, items)];
}
