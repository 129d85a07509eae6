import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { DryRun } from '../../../transport/client/dry-run';
import { DryRunEnd, plannedItem } from '../../../transport/client/dry-run';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { isTransient } from '../../../transport/http/retry';
import type { ItemRecords } from '../../../transport/items/chunks';
import type { ItemTask } from '../../../transport/items/items';
import { asNodeError } from '../../../transport/items/items';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import { sentences } from '../form/labels/names';
import type { OperationContext } from '../form/service-form';
import { optionsIn } from '../input/item-parameters';

const WAITS = 'Then the node would wait, and go on with what the service answers.';
const DEPENDS = 'What follows depends on the answers, so that it is not shown.';

/** The dry run of an item; undefined where the option is not on. */
function startedFor(
	client: ApiClient,
	context: IExecuteFunctions,
	itemIndex: number,
): DryRun | undefined {
	const isOn = optionsIn(context, itemIndex).boolean('dryRun', 'Dry Run');
	return isOn ? client.dryRuns.start(itemIndex) : undefined;
}

/** What keeps an item from being sent, as an item. */
function refusal(context: IExecuteFunctions, error: unknown, itemIndex: number): CallItem {
	const { message, description } = asNodeError(context, error, itemIndex);
	return { json: { dryRun: true, refused: message, advice: description ?? '' } };
}

/**
 * Runs an item without its writes.
 *
 * @returns an item for each planned call; where there is none, what a real run gives or what it would be refused for
 * @throws what passes by itself, before a write
 */
async function planned(
	dryRun: DryRun,
	context: IExecuteFunctions,
	itemIndex: number,
	run: () => Promise<CallItem[]>,
): Promise<CallItem[]> {
	const before = dryRun.calls.length;
	let items: CallItem[] = [];
	let note: string | undefined;
	try {
		items = await run();
	} catch (error) {
		const isFirst = dryRun.calls.length === before;
		const isStopped = context.getExecutionCancelSignal?.()?.aborted ?? false;
		if (isStopped || (isFirst && isTransient(error))) throw asNodeError(context, error, itemIndex);
		if (isFirst) return [refusal(context, error, itemIndex)];
		note = error instanceof DryRunEnd ? WAITS : DEPENDS;
	}
	const calls = dryRun.calls.slice(before);
	if (calls.length === 0) return items;
	const shown = calls.map((call, at) => {
		const number = before + at + 1;
		return plannedItem(call, number, {
			...(number === 1 ? dryRun.facts : {}),
			...(note !== undefined && at === calls.length - 1 ? { note } : {}),
		});
	});
	dryRun.show(shown);
	return shown.map((json) => ({ json }));
}

/** Tells an item's dry run what its writes would cost, where the operation has found that out itself. */
export function noteCost(
	{ client, itemIndex }: Pick<OperationContext, 'client' | 'itemIndex'>,
	cost: IDataObject,
): void {
	const dryRun = client.dryRuns.of(itemIndex);
	if (dryRun) dryRun.cost = cost;
}

/** Tells an item's dry run what its writes mean. A price that cannot be read is left out. */
export async function describeWrites(
	{ client, itemIndex }: Pick<OperationContext, 'client' | 'itemIndex'>,
	notice: string | undefined,
	price: () => Promise<IDataObject | undefined> = async () => undefined,
): Promise<void> {
	const dryRun = client.dryRuns.of(itemIndex);
	if (!dryRun) return;
	dryRun.notice = notice;
	dryRun.cost = await price().catch(() => undefined);
}

/** Tells an item's dry run what a documented endpoint does. */
export function describeEndpoint(
	client: ApiClient,
	itemIndex: number,
	{ summary, hidesFailures }: EndpointDefinition,
): void {
	const dryRun = client.dryRuns.of(itemIndex);
	if (dryRun) dryRun.summary = sentences(summary, hidesFailures);
}

/** The task of an item, without its writes where "Dry Run" is on. */
export function withDryRun(
	client: ApiClient,
	context: IExecuteFunctions,
	prepare: (itemIndex: number) => ItemTask,
): (itemIndex: number) => ItemTask {
	return (itemIndex) => {
		const dryRun = startedFor(client, context, itemIndex);
		if (!dryRun) return prepare(itemIndex);
		try {
			const task = prepare(itemIndex);
			const run: ItemTask['run'] = async (permit) =>
				await planned(dryRun, context, itemIndex, async () => await task.run(permit));
			return { ...task, writes: false, run };
		} catch (error) {
			const refused = refusal(context, error, itemIndex);
			return { binaryField: 'data', writes: false, run: async () => [refused] };
		}
	};
}

/** The same for calls that take many records. */
export function recordsWithDryRun(
	client: ApiClient,
	context: IExecuteFunctions,
	prepare: (itemIndex: number) => ItemRecords,
): (itemIndex: number) => ItemRecords {
	return (itemIndex) => {
		const dryRun = startedFor(client, context, itemIndex);
		if (!dryRun) return prepare(itemIndex);
		try {
			const { records, group, send } = prepare(itemIndex);
			// One call after the other: what each of them plans is told apart by the order.
			let last: Promise<unknown> = Promise.resolve();
			return {
				records,
				group: `dry run ${group}`,
				isPlanned: true,
				send: async (some, chunk) => {
					const own = last.then(
						async () =>
							await planned(dryRun, context, itemIndex, async () => await send(some, chunk)),
					);
					last = own.catch(() => undefined);
					return await own;
				},
			};
		} catch (error) {
			const refused = refusal(context, error, itemIndex);
			return {
				records: [{}],
				group: `refused ${itemIndex}`,
				isPlanned: true,
				send: async () => [refused],
			};
		}
	};
}
