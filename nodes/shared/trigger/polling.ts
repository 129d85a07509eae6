import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import type { DetectedEvent } from '../../../transport/polling/change-detector';
import { isExpression } from '../input/expression';
import { readList } from '../input/readers/list';
import { emptyError, read } from '../input/readers/origin';
import { ParameterReader } from '../input/parameter-reader';
import { isEmpty, readId } from '../input/readers/text';
import { ABSENT } from '../input/item-parameters';
import { triggerItem } from './item';

/** The parameters of a polling trigger, which has no input items. */
export function pollParameters(context: IPollFunctions): ParameterReader {
	return new ParameterReader(context, (name) => {
		const value: unknown = context.getNodeParameter(name, ABSENT);
		return value === ABSENT ? undefined : (value ?? null);
	});
}

function optionIn(context: IPollFunctions, name: string): unknown {
	const options: unknown = context.getNodeParameter('options', {});
	return isRecord(options) ? options[name] : undefined;
}

/**
 * Refuses an optional parameter that is empty because its expression finds nothing: everything would start the workflow.
 *
 * @param path of the parameter in the node's
 * @throws NodeOperationError
 */
export function checkEmpty(
	context: Pick<IPollFunctions, 'getNode' | 'getTimezone'>,
	path: readonly string[],
	label: string,
	value: unknown,
): void {
	if (!isEmpty(value) || !isExpression(context.getNode().parameters, path)) return;
	throw emptyError({ context, label });
}

/** The texts of an option that takes several. */
export function optionalList(context: IPollFunctions, name: string, label: string): string[] {
	const value = optionIn(context, name);
	checkEmpty(context, ['options', name], label, value);
	if (isEmpty(value)) return [];
	return read({ context, label }, () => readList(value).map((entry) => readId(entry)));
}

/** The ID that a resource locator stands for; undefined where it is empty. */
export function locatorId(
	context: IPollFunctions,
	name: string,
	label: string,
): string | undefined {
	const value: unknown = context.getNodeParameter(name, '', { extractValue: true });
	checkEmpty(context, [name], label, value);
	if (isEmpty(value)) return undefined;
	return read({ context, label }, () => readId(value));
}

/** Only these keys of a row, as far as it has them. */
export function withKeys(row: IDataObject, keys: readonly string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]]));
}

export interface PolledItem {
	/** What comes before the event's key, so that no two lists share one: the service and the list. */
	scope: string;
	/** The keys of the record that the item has; all if absent. */
	keys?: readonly string[];
	/** Where a row has the address of the record in the service's web application. */
	link?: string;
}

/** The item of an event that a poll has found. */
export function polledItem(
	{ event, key, occurredAt, changes, row }: DetectedEvent,
	{ scope, keys, link }: PolledItem,
): IDataObject {
	const address = link === undefined ? undefined : row[link];
	const facts = {
		event,
		eventKey: `${scope}:${key}`,
		...(occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt).toISOString() }),
		...(typeof address === 'string' && address.startsWith('https://') ? { link: address } : {}),
		...(changes ? { changes } : {}),
	};
	return triggerItem(facts, keys ? withKeys(row, keys) : row);
}
