import { expect } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { OperationForm, ServiceForm } from '../../../nodes/shared/form/service-form';
import type { RecordSource } from '../../../nodes/shared/form/operation-inputs';
import { operationForm } from '../../../nodes/shared/form/operation-inputs';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Outcome } from './core.mts';
import type { Answer } from './wire-answer.mts';
import { answerFor } from './wire-answer.mts';
import type { WireBench } from './wire-bench.mts';
import { expectOwnKeys, expectRequest } from './wire-compare.mts';
import type { Filling, Plan } from './wire-plan.mts';
import { planFor, requestPlan } from './wire-plan.mts';
import type { Sent } from './wire-server.mts';
import type { Special } from '../../services/calls.mts';

const ITEMS = [{ n: 1 }, { n: 2 }];

/** Nothing in the body but the record that is to be updated. */
function changesNothing({ body }: Plan): boolean {
	return body === undefined || Object.keys(Object(body)).every((name) => name === 'orderId');
}

/** The answer's items with what they keep of the request. */
function keeping(answer: Answer, { kept }: Plan): Answer {
	return { ...answer, items: answer.items.map((item) => ({ ...kept, ...item })) };
}

/** A list that says nothing of its end is asked for one more page, which repeats the first one here. */
function isSecondPage({ query, body }: Sent): boolean {
	return (
		query.some(([name, value]) => name === 'page' && value === '2') ||
		/^\{"(?:page|currentPage)":2\b/.test(body.toString('latin1'))
	);
}

/** Sends rows of a service through its node and compares both sides with the row. */
export class WireRows {
	constructor(
		private readonly form: ServiceForm,
		private readonly bench: WireBench,
	) {}

	/** A row with a form of its own: with one input item, or with two. */
	async operation(
		row: EndpointDefinition,
		filling: Filling,
		special: Special = {},
		without: readonly string[] = othersOf(special),
	): Promise<void> {
		const { provider } = this.form;
		const plan = planFor(this.form, this.bench.description, row, filling, { special, without });
		const answer = keeping(answerFor(provider, row), plan);
		const items = filling === 'all' && !row.batch ? ITEMS : ITEMS.slice(0, 1);
		if (filling === 'required' && special.refusal !== undefined) {
			await this.expectRefusal(plan, items, special.refusal);
			return;
		}
		const updates = row.operation === 'update' || (row.method === 'PATCH' && row.body);
		if (updates && changesNothing(plan)) {
			await this.expectRefusal(plan, items, 'No field to update is filled in');
			return;
		}
		const free = this.isFree(row);
		const { outcome, sent } = await this.send(plan, answer, items, free);
		// What follows a call may be calls of other rows, as soon as the first item has its answer.
		const calls = this.goesOn(row) ? sent.slice(0, 1) : sent;
		expect(calls).toHaveLength(this.goesOn(row) ? 1 : items.length);
		for (const one of calls) await this.compare(one, row, plan);
		expectOwnKeys(calls);
		if (free) expectNoFailure(outcome, special);
		else expectItems(outcome, answer, [...items.keys()]);
	}

	/** Each field that stands for another one, in its place. */
	async alternatives(row: EndpointDefinition, special: Special): Promise<void> {
		for (const list of special.oneOf ?? []) {
			for (const chosen of list.slice(1)) {
				const rest = list.filter((name) => name !== chosen);
				const elsewhere = (special.oneOf ?? []).filter((other) => other !== list);
				const without = [...rest, ...elsewhere.flatMap((other) => other.slice(1))];
				await this.operation(row, 'all', special, without);
			}
		}
	}

	/** A call that takes many: the records of all items share calls, one more than a call may hold makes a second one. */
	async batch(
		row: EndpointDefinition,
		source: RecordSource,
		filling: Filling,
		special: Special = {},
	): Promise<void> {
		const { key, max = 1 } = row.batch ?? {};
		const plan = planFor(this.form, this.bench.description, row, filling, { special, source });
		const { items, records: given, list } = recordsFor(source, max, plan, special);
		const { record: change }: OperationForm = operationForm(this.form, row);
		const { item } = plan;
		const records = change && item ? given.map((one) => change(item, one)) : given;
		const answer = answerFor(this.form.provider, row);
		const free = this.isFree(row);
		const parameters = { ...plan.parameters, ...(list ? { records: list } : {}) };
		const { outcome, sent } = await this.send({ ...plan, parameters }, answer, items, free);
		const calls = [records.slice(0, max), records.slice(max)].filter(({ length }) => length > 0);
		expect(sent).toHaveLength(calls.length);
		const largestFirst = [...sent].sort((a, b) => b.body.length - a.body.length);
		for (const [index, one] of largestFirst.entries()) {
			const body = key === undefined ? calls[index] : { ...Object(plan.body), [key]: calls[index] };
			await this.compare(one, row, { ...plan, body });
		}
		expectOwnKeys(sent);
		if (free) {
			expectNoFailure(outcome, special);
			return;
		}
		const ofItem = items.length === 1 ? calls.map(() => 0) : calls.map((_call, n) => n * max);
		expectItems(outcome, answer, ofItem);
	}

	/** A row that only "Send Request" calls. */
	async bySendRequest(row: EndpointDefinition, special: Special): Promise<void> {
		const plan = requestPlan(this.form, row);
		const answer = answerFor(this.form.provider, row);
		const free = row.recordResults !== undefined || row.rows !== undefined;
		const { outcome, sent } = await this.send(plan, answer, ITEMS.slice(0, 1), free);
		expect(sent).toHaveLength(1);
		for (const one of sent) await expectRequest(one, row, plan, this.bench.signs);
		if (free) expectNoFailure(outcome, special);
		else expectItems(outcome, answer, [0]);
	}

	/** Code of the form or the row makes the items out of the answer, and may call again: it has tests of its own. */
	private isFree(row: EndpointDefinition): boolean {
		return this.goesOn(row) || row.recordResults !== undefined || row.rows !== undefined;
	}

	private goesOn(row: EndpointDefinition): boolean {
		return operationForm(this.form, row).afterResponse !== undefined;
	}

	/** The form's own code wants more than the row: it says so before anything is sent. */
	private async expectRefusal({ parameters }: Plan, items: IDataObject[], refusal: string) {
		const { server } = this.bench;
		server.take();
		if (refusal.startsWith('Parameter ')) {
			// n8n refuses it by itself.
			await expect(this.bench.run(parameters, items, false)).rejects.toThrow(refusal);
		} else {
			const { error } = await this.bench.run(parameters, items, false);
			expect(error?.message).toBe(`${refusal} [item 0]`);
		}
		expect(server.take()).toEqual([]);
	}

	private async compare(sent: Sent, row: EndpointDefinition, plan: Plan): Promise<void> {
		await expectRequest(sent, row, plan, this.bench.signs);
	}

	private async send(plan: Plan, answer: Answer, items: IDataObject[], goOn: boolean) {
		const { server } = this.bench;
		server.says(answer.said);
		server.take();
		const outcome = await this.bench.run(plan.parameters, items, goOn);
		const sent = server.take().filter((one) => !isSecondPage(one));
		if (sent.length === 0) throw new Error(`Nothing was sent: ${wordsOf(outcome)}`);
		return { outcome, sent };
	}
}

function wordsOf({ error, items }: Outcome): string {
	return error?.message ?? JSON.stringify(items.map(({ json }) => json));
}

/** The input items, the records that they bring, and those that are typed as JSON. */
function recordsFor(source: RecordSource, max: number, { record }: Plan, { record: all }: Special) {
	if (source === 'fields') return { items: ITEMS, records: ITEMS.map(() => record) };
	const records = Array.from({ length: max + 1 }, (_entry, n) => ({
		...all,
		n,
		é: ['"', null],
	}));
	return source === 'items'
		? { items: records, records }
		: { items: ITEMS.slice(0, 1), records, list: JSON.stringify(records) };
}

/** `resource.operation` */
export function nameOf({ resource, operation }: EndpointDefinition): string {
	return `${resource}.${operation}`;
}

/** The fields that others stand for. */
function othersOf({ oneOf = [] }: Special): string[] {
	return oneOf.flatMap((list) => list.slice(1));
}

/** Where code makes the items of the answer: it does so, or says in known words why it cannot. */
function expectNoFailure({ error, items }: Outcome, { fails }: Special): void {
	expect(error).toBeUndefined();
	const failures = items.flatMap(({ json }) => (json.error === undefined ? [] : [json.error]));
	if (fails === undefined) expect(failures).toEqual([]);
	else {
		expect(failures.length).toBeGreaterThan(0);
		for (const failure of failures) expect(failure).toMatch(fails);
	}
}

/** @param links the input item of each call */
function expectItems({ items, error }: Outcome, answer: Answer, links: readonly number[]): void {
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual(links.flatMap(() => answer.items));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		links.flatMap((item) => answer.items.map(() => ({ item }))),
	);
	for (const { binary } of items) {
		const { data, mimeType, fileName } = binary?.data ?? {};
		expect(data === undefined ? undefined : Buffer.from(data, 'base64')).toEqual(answer.file);
		if (answer.file) {
			expect({ mimeType, fileName }).toEqual({
				mimeType: 'application/pdf',
				fileName: 'Paper 1.pdf',
			});
		}
	}
}
