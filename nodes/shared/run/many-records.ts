import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import { runBatches } from '../../../transport/items/batches';
import type { ItemRecords } from '../../../transport/items/chunks';
import { afterWrite } from '../../../transport/items/items';
import type { Input, RecordSource } from '../form/operation-inputs';
import { concurrencyOf } from '../input/concurrency';
import { readMembers } from '../input/given-value';
import { checkCleared } from '../input/readers/clear';
import { readJson } from '../input/readers/json';
import { problem, read } from '../input/readers/origin';
import { describeWrites, recordsWithDryRun } from './dry-run';
import type { Operation } from './operation';
import { contextOf } from './operation-context';
import { advised } from './send-requests';
import { inputField } from './values/item-values';

/** The records that one item brings to a call that takes many; `extraFields` are those of each record where the body is their list. */
function recordsOf(
	operation: Operation,
	itemIndex: number,
	fields: IDataObject,
	extraFields: IDataObject,
): unknown[] {
	const { special, row } = operation;
	const item = operation.item(itemIndex);
	return recordsGiven(operation, itemIndex, fields).map((given) => {
		if (Object.keys(given).length === 0) {
			throw item.problem('The record is empty', 'Give it values, or remove the blank row.');
		}
		const record = row.batch?.key === undefined ? { ...given, ...extraFields } : given;
		checkCleared(item, record);
		return special.record?.(item, record) ?? record;
	});
}

function recordsGiven(operation: Operation, itemIndex: number, fields: IDataObject): IDataObject[] {
	const { context } = operation;
	const source = context.getNodeParameter('recordsFrom', itemIndex) as RecordSource;
	if (source === 'fields') return [fields];
	if (source === 'items')
		return [readRecord(operation, itemIndex, context.getInputData()[itemIndex]?.json ?? {})];
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
	return list.map((record) => readRecord(operation, itemIndex, record));
}

/** A record that was not filled in field by field: the fields that the form knows are read as the form would. */
function readRecord(operation: Operation, itemIndex: number, record: IDataObject): IDataObject {
	const { context, form, row } = operation;
	const place = row.batch?.key === undefined ? 'body' : 'record';
	const inputs = operation.inputs.filter(({ goesTo }) => goesTo.has(place));
	const fields = inputs.map((input) => inputField(form, input));
	return readMembers(fields, record, { context, itemIndex }, ({ name }) => operation.labelOf(name));
}

/** Runs a call that takes many records: those of several items go together. */
export async function runMany(operation: Operation, count: number): Promise<INodeExecutionData[]> {
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
			key === undefined ? {} : { ...operation.valuesFor('body', values), ...options.extraFields };
		const { [key ?? '']: own, ...shared } = given;
		const { pathValues, query, headers } = request;
		return {
			records: plain ? [own].flat() : recordsOf(operation, itemIndex, record, options.extraFields),
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
				const operationContext = contextOf(context, form, client, itemIndex, options.limits, send);
				await describeWrites(operationContext, special.notice);
				const items = await send();
				if (!special.afterResponse) return items;
				return await special.afterResponse(operationContext, items).catch((error: unknown) => {
					throw afterWrite(context, error, itemIndex);
				});
			},
		};
	};
	const rules = { max, inside, refusedTogether, concurrent: concurrencyOf(context) };
	const { client } = operation;
	return await runBatches(context, count, rules, recordsWithDryRun(client, context, prepare));
}
