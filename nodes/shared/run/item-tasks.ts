import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { Permit } from '../../../transport/core/concurrency';
import { isWrite } from '../../../transport/http/request';
import type { ItemTask } from '../../../transport/items/items';
import { requestOf } from '../../../transport/pagination/endpoint-call';
import type { Job, ServiceForm, Work } from '../form/service-form';
import { itemContext } from '../input/item-context';
import { optionsIn } from '../input/item-parameters';
import { checkOwn } from '../input/parameter-check';
import { requestLimitsIn } from '../input/request-limits';
import type { Operation } from './operation';
import { workOf } from './operation-context';
import { outputFieldOf } from './results';
import { advised, requestsFor, sendAll } from './send-requests';
import { shortenerOf } from './simplify';
import { checkFilledIn } from './update-check';

/** Work that reads gives its place to other items while it waits, so that all of them are looked at in turn. */
function inPlace(work: Work, permit: Permit, job: Job): Work {
	if (!job.reads) return work;
	return {
		...work,
		pause: async (ms) => await permit.releaseDuring(async () => await work.pause(ms)),
	};
}

/** One item of an operation, read and checked; `job`: with the code of an operation that takes more than one call. */
export function prepareRow(operation: Operation, itemIndex: number, job?: Job): ItemTask {
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

/** A job that stands on no row of its own. */
export function prepareJob(
	context: IExecuteFunctions,
	form: ServiceForm,
	client: ApiClient,
	job: Job,
	itemIndex: number,
): ItemTask {
	const limits = requestLimitsIn(optionsIn(context, itemIndex));
	const work = workOf(context, form, client, itemIndex, limits, async () => []);
	checkOwn(context, itemIndex, job.properties);
	job.check?.(work);
	const shorten = shortenerOf(context, itemIndex, job.simplify);
	return {
		binaryField: outputFieldOf(context, itemIndex),
		writes: !job.reads,
		run: async (permit) => shorten(await job.run(inPlace(work, permit, job))),
	};
}
