import { describe, expect, it } from '@jest/globals';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { HiddenFailure } from '../services/hidden-failures.mts';
import { tested } from '../services/index.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

interface Case extends HiddenFailure {
	service: ServiceId;
}

const cases: readonly Case[] = tested.flatMap(({ id, hiddenFailures = [] }) =>
	hiddenFailures.map((one) => ({ ...one, service: id })),
);

const forms: Array<NonNullable<Asked['options']>> = [
	{},
	{ split: false },
	{ response: 'json' },
	{ response: 'text' },
	{ response: 'file' },
	{ rowsAt: 'data' },
	{ pagination: 'off', split: false, response: 'text' },
];

/** One process for each service: nothing here depends on what it remembers. */
const nodes = new Map<ServiceId, Requester>();

async function asking(
	{ service, asked, answer }: Case,
	changed: Partial<Asked>,
	body: unknown = answer,
): Promise<Answered> {
	const node = nodes.get(service) ?? (await Requester.start(sandbox(), service));
	nodes.set(service, node);
	await node.answer(body);
	return await node.run({ ...asked, ...changed });
}

describe.each(cases)('a good status of $service, $what, that hides failures', (one) => {
	it.each(forms)('is no success in the form %j', async (options) => {
		const stopped = await asking(one, { options });
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.message).toMatch(
			one.failures.length > 1 ? /^2 of 3 records failed: / : /./,
		);
		const told = `${stopped.error?.message}\n${stopped.error?.description ?? ''}`;
		for (const failure of one.failures) {
			expect(told).toMatch(new RegExp(failure.source.replace(/^\^|\$$/g, '')));
		}

		const going = await asking(one, { options, onError: 'continueErrorOutput' });
		expect(going.error).toBeUndefined();
		expect(going.failed.map(({ json }) => json.error)).toEqual(
			one.failures.map((failure) => expect.stringMatching(failure)),
		);
		expect(going.items).toHaveLength(one.done);
	});

	it('is told beside the whole of it to whoever asks for the full response', async () => {
		const { items, error } = await asking(one, { options: { fullResponse: true } });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{
				statusCode: 200,
				headers: expect.any(Object),
				body: one.answer,
				failures: one.failures.map((failure) => expect.stringMatching(failure)),
			},
		]);
	});
});

describe.each(
	cases.flatMap((one) =>
		one.good ? [{ ...one, good: one.good.answer, empty: one.good.empty }] : [],
	),
)('a good status of $service, $what, without failures', ({ good, empty, ...bulk }) => {
	it('is what it is, in every form', async () => {
		const shown = async (options: Asked['options']) =>
			(await asking(bulk, { options }, good)).items.map(({ json }) => json);
		expect(await shown({ split: false })).toEqual([good]);
		expect(await shown({ response: 'text' })).toEqual([{ data: JSON.stringify(good) }]);
		expect(await shown({ fullResponse: true })).toEqual([
			{ statusCode: 200, headers: expect.any(Object), body: good },
		]);
	});

	it('but without content is none for records of which it should tell', async () => {
		const { error, items } = await asking(bulk, {}, '');
		expect(items).toEqual([]);
		expect(error?.message).toBe(empty);
	});

	it('may be text for those who ask for text', async () => {
		const { items, error } = await asking(bulk, { options: { response: 'text' } }, 'Accepted');
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ data: 'Accepted' }]);
	});
});
