import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { Permit } from '../../../transport/core/concurrency';
import { isWrite } from '../../../transport/http/request';
import type { ItemTask } from '../../../transport/items/items';
import { requestOf } from '../../../transport/pagination/endpoint-call';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { CompositeOperation, ServiceForm, OperationContext } from '../form/service-form';
import { rowOf } from '../form/service-form';
import { optionsIn } from '../input/item-parameters';
import { checkParameters } from '../input/parameter-check';
import { requestLimitsIn } from '../input/request-limits';
import { describeWrites } from './dry-run';
import type { Operation } from './operation';
import { contextOf } from './operation-context';
import { outputFieldOf } from './results';
import { advised, requestsFor, sendAll } from './send-requests';
import { shortenerOf } from './simplify';
import { checkFilledIn } from './update-check';

/** An operation that reads, or that only waits, releases its permit while it waits, so that the other items go on in the meantime. */
function releasingWhileWaiting(
	operationContext: OperationContext,
	permit: Permit,
	composite: CompositeOperation,
): OperationContext {
	if (!composite.reads && !composite.waits) return operationContext;
	return {
		...operationContext,
		pause: async (ms) => await permit.releaseDuring(async () => await operationContext.pause(ms)),
	};
}

/** Whether an item has changed something: a write was accepted, or may have been. */
class Changes {
	private isChanged = false;

	readonly note = (): void => {
		this.isChanged = true;
	};

	readonly hasChanged = (): boolean => this.isChanged;

	/** Sends, and notes a write that was accepted. */
	async of(writes: boolean, send: () => Promise<CallItem[]>): Promise<CallItem[]> {
		const items = await send();
		if (writes && items.some(({ failure }) => failure === undefined)) this.note();
		return items;
	}

	/** A context whose calls are noted. */
	in(operationContext: OperationContext, form: ServiceForm): OperationContext {
		return {
			...operationContext,
			changed: this.note,
			call: async (key, ...given) =>
				await this.of(
					isWrite(rowOf(form, key)),
					async () => await operationContext.call(key, ...given),
				),
		};
	}
}

/**
 * One item of an operation, read and checked.
 *
 * @param composite the operation of several calls that uses the row's form
 */
export function prepareOperation(
	operation: Operation,
	itemIndex: number,
	composite?: CompositeOperation,
): ItemTask {
	const { context, form, client: session, row } = operation;
	const values = operation.values(itemIndex);
	const options = operation.options(itemIndex);
	const limit = operation.limit(itemIndex);
	const fits = operation.special.rowFilter?.(operation.item(itemIndex));
	const requests = requestsFor(operation, itemIndex, values, options);
	const body = operation.body(itemIndex, values, options);
	const known = typeof body === 'function' ? {} : body;
	checkFilledIn(operation, itemIndex, {
		...operation.valuesFor('body', values),
		...options.extraFields,
	});
	const changes = new Changes();
	const writesByRow = requests.some((request) =>
		isWrite(requestOf({ request: { ...request, ...known }, row })),
	);
	const send = async () => {
		const part = typeof body === 'function' ? await body() : body;
		const whole = requests.map((request) => ({ ...request, ...part }));
		const wanted = fits ? Infinity : limit;
		const answer = changes.of(
			writesByRow,
			async () => await sendAll(operation, whole, wanted, options.ownKey),
		);
		const items = await advised(operation, [values], answer);
		const fitting = fits ? items.filter(({ json }) => fits(json)).slice(0, limit) : items;
		return operation.withinLimit(itemIndex, fitting, values);
	};
	const { afterResponse } = operation.special;
	const own = composite ? composite.properties : operation.special.properties;
	const operationContext = changes.in(
		contextOf(context, form, session, itemIndex, options.limits, send, own),
		form,
	);
	checkParameters(context, itemIndex, own);
	composite?.check?.(operationContext);
	const shorten = composite
		? shortenerOf(context, itemIndex, composite.simplify)
		: operation.shortener(itemIndex);
	return {
		binaryField: options.binaryField,
		writes: composite ? !composite.reads : writesByRow,
		hasChanged: changes.hasChanged,
		run: async (permit) => {
			const { notice, price } = composite ?? operation.special;
			await describeWrites(
				operationContext,
				notice,
				async () => await price?.(operationContext, values),
			);
			if (composite)
				return shorten(
					await composite.run(releasingWhileWaiting(operationContext, permit, composite)),
				);
			const items = await send();
			const answered = afterResponse ? await afterResponse(operationContext, items) : items;
			return shorten(operation.withKept(values, answered));
		},
	};
}

/** One item of a composite operation without a row of its own. */
export function prepareComposite(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
	composite: CompositeOperation,
	itemIndex: number,
): ItemTask {
	const limits = requestLimitsIn(optionsIn(context, itemIndex));
	const changes = new Changes();
	const operationContext = changes.in(
		contextOf(context, form, client, itemIndex, limits, async () => [], composite.properties),
		form,
	);
	checkParameters(context, itemIndex, composite.properties);
	composite.check?.(operationContext);
	const shorten = shortenerOf(context, itemIndex, composite.simplify);
	return {
		binaryField: outputFieldOf(context, itemIndex),
		writes: !composite.reads,
		hasChanged: changes.hasChanged,
		run: async (permit) => {
			await describeWrites(operationContext, composite.notice);
			return shorten(
				await composite.run(releasingWhileWaiting(operationContext, permit, composite)),
			);
		},
	};
}
