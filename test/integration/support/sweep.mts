import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import { partName } from '../../../nodes/shared/form/operation-inputs';
import { isGroup, isProperty } from '../../unit/support/arguments.mts';
import { visibleIn } from '../../unit/support/visible.mts';
import { tested, testedById } from '../../services/index.mts';
import type { Outcome } from './core.mts';
import type { Place, Swept } from './sweep-form.mts';
import { requiredOf, sweptOf, validFor, withValue } from './sweep-form.mts';
import type { Cell } from './sweep-values.mts';
import { cellsFor } from './sweep-values.mts';
import type { Leaf } from './sweep-wire.mts';
import { leavesIn, nonsenseIn } from './sweep-wire.mts';
import { answerFor } from './wire-answer.mts';
import { WireBench } from './wire-bench.mts';
import type { Sent } from './wire-server.mts';
import { specialOf } from './wire-special.mts';

const MARK = 'sweep_item';
const WAITS = new Set(['checkEvery', 'giveUpAfter', 'timeLimit']);
/** Fields of an update that are tried alone. */
const CHANGES = 5;
/** Parameters of which no value goes out at most, as a share. */
const MOST_UNSENT = 0.1;
/** Bases that wait longer than this for an answer get a refusal instead. */
const PATIENT_MS = 400;

/** Valid values of an operation, and what goes out for them. */
interface Base {
	parameters: INodeParameters;
	leaves: Leaf[];
}

/** What became of one value. */
interface Result {
	sent: Sent[];
	/** A dry run showed the call. */
	isPlanned?: boolean;
	error?: string;
}

/** Runs every value through every parameter of a node's operations. */
class Sweep {
	/** Parameters of which no value went out. */
	readonly unsent: string[] = [];

	count = 0;

	constructor(
		private readonly form: ServiceForm,
		private readonly bench: WireBench,
	) {}

	/** Findings for an operation: none where each value arrived or was refused. */
	async operation(swept: Swept): Promise<string[]> {
		const found: string[] = [];
		const bases = new Map<string, Base | undefined>();
		for (const place of swept.places) {
			const key = JSON.stringify(place.chosen);
			if (!bases.has(key)) bases.set(key, await this.base(swept, place.chosen));
			const base = bases.get(key);
			if (base === undefined) found.push(`${key}: no valid values are known`);
			else found.push(...(await this.place(swept, place, base)));
			if (base === undefined) break;
		}
		return found;
	}

	/** Valid values of an operation: those required, or the call that is written down by hand. */
	private async base(
		{ row, isJob, title }: Swept,
		chosen: INodeParameters,
	): Promise<Base | undefined> {
		const { server } = this.bench;
		const visible = visibleIn(this.bench.description, chosen);
		const named = row
			? Object.keys(this.form.provider.fallbacks ?? {}).map((part) =>
					partName(this.form, row, part),
				)
			: [];
		const fallbacks = visible.filter(({ name }) => named.includes(name));
		const required = {
			...chosen,
			...requiredOf(visible),
			...Object.fromEntries(fallbacks.map((property) => [property.name, validFor(property)])),
			...fastest(visible),
		};
		const { literals = {} } = testedById(this.form.provider.id).calls;
		const literal = literals[title] ?? (row && literals[`${row.resource}.${row.operation}`]);
		const lists = { ...required, ...linesOf(visible) };
		const records = JSON.stringify([
			{ name: 'x', ...specialOf(this.form.provider.id, nameOf(row)).record },
		]);
		const { values = {} } = specialOf(this.form.provider.id, nameOf(row));
		const entered = Object.fromEntries(
			Object.entries(values)
				.filter(([name]) => visible.some((property) => property.name === name))
				.map(([name, value]) => [name, value.entered]),
		) as INodeParameters;
		const candidates = [
			required,
			...changesOf(visible).map((change) => ({ ...required, ...change })),
			lists,
			...(chosen.recordsFrom === 'json' ? [{ ...required, records }] : []),
			...(literal ? [{ ...lists, ...withoutSource(literal.with), ...chosen }] : []),
			...(literal ? [{ ...lists, ...withoutSource(literal.with), ...chosen, ...entered }] : []),
		];
		for (const said of [
			this.answer(row, isJob, required),
			{ status: 400, body: { message: 'no' } },
		]) {
			for (const candidate of candidates) {
				server.says(said);
				const sent = await this.promptly(candidate);
				if (sent.length === 0) continue;
				const leaves = (await Promise.all(sent.map(leavesIn))).flat();
				return { parameters: candidate, leaves };
			}
		}
		return undefined;
	}

	/** What parameters send; nothing where the run waits, which a second run has to confirm: the first one may have loaded code. */
	private async promptly(parameters: INodeParameters): Promise<Sent[]> {
		for (let runs = 0; runs < 2; runs++) {
			const begin = Date.now();
			const { sent } = await this.alone(parameters, {});
			if (sent.length === 0 || Date.now() - begin <= PATIENT_MS) return sent;
		}
		return [];
	}

	/** An answer that ends every wait. */
	private answer(row: Swept['row'], isJob: boolean, { statuses }: INodeParameters) {
		if (row && !isJob) return answerFor(this.form.provider, row).said;
		return { status: 200, body: { status: [statuses ?? 'completed'].flat()[0], success: true } };
	}

	private async place(swept: Swept, place: Place, base: Base): Promise<string[]> {
		// A wait that nobody has limited lasts for minutes.
		const isWait = WAITS.has(String(place.path.at(-1)));
		const cells = cellsFor(place).filter(({ kind }) => !isWait || !kind.startsWith('blank'));
		const parameters = withValue(base.parameters, place, '={{ $json.value }}');
		const results = await this.results(swept, parameters, place, cells);
		this.count++;
		if (results.every(({ sent }) => sent.length === 0)) {
			this.unsent.push(`${swept.title} ${place.path.join('.')}`);
		}
		const findings = await Promise.all(
			cells.map(async (cell, index) => {
				const finding = await judge(
					swept.isJob ? { ...place, name: undefined } : place,
					cell,
					results[index] ?? { sent: [] },
					base,
				);
				return finding === undefined
					? []
					: [`${swept.title} ${place.path.join('.')} ${cell.kind}: ${finding}`];
			}),
		);
		return findings.flat();
	}

	/** All values in one run where each request says which item it belongs to, else one by one. */
	private async results(
		{ row, isJob }: Swept,
		parameters: INodeParameters,
		place: Place,
		cells: readonly Cell[],
	): Promise<Result[]> {
		const marked = isJob || row?.batch ? undefined : this.marked(parameters, place);
		if (marked) {
			this.bench.server.take();
			const items = cells.map(({ value }) => ({ value }) as IDataObject);
			const outcome = await this.bench.run(marked, items, true);
			const sent = this.bench.server.take();
			if (!outcome.error) return await byItem(outcome, sent, cells.length);
		}
		const results: Result[] = [];
		for (const { value } of cells)
			results.push(await this.alone(parameters, { value } as IDataObject));
		return results;
	}

	private async alone(parameters: INodeParameters, item: IDataObject): Promise<Result> {
		this.bench.server.take();
		const { error, items } = await this.bench.run(parameters, [item], true);
		const sent = this.bench.server.take();
		const failed = error?.message ?? items.find(({ json }) => json.error !== undefined)?.json.error;
		const isPlanned = items.some(showsPlan);
		return { sent, isPlanned, ...(failed === undefined ? {} : { error: String(failed) }) };
	}

	/** The parameters with a mark of the item that goes out with the request. */
	private marked(parameters: INodeParameters, { path }: Place): INodeParameters | undefined {
		const mark = `={{ { "${MARK}": "at" + $itemIndex } }}`;
		const visible = visibleIn(this.bench.description, parameters);
		if (visible.some(({ name }) => name === 'queryParameters')) {
			const query = parameters.queryParameters as INodeParameters | undefined;
			if (query?.json) return undefined;
			return { ...parameters, queryParameters: { ...query, json: [{ json: mark }] } };
		}
		const options = visible.find(({ name }) => name === 'options')?.options ?? [];
		const hasExtra = options.some(({ name }) => name === 'furtherFields');
		if (!hasExtra || path[1] === 'furtherFields') return undefined;
		const given = (parameters.options ?? {}) as INodeParameters;
		return { ...parameters, options: { ...given, furtherFields: mark } };
	}
}

/** A call that takes many gets its records from where the sweep wants them. */
function withoutSource({ recordsFrom, records, ...others }: INodeParameters): INodeParameters {
	return recordsFrom === undefined ? { ...others, ...(records ? { records } : {}) } : others;
}

function nameOf(row: Swept['row']): string {
	return row ? `${row.resource}.${row.operation}` : '';
}

/** One line in each list that a person fills in line by line. */
/** One change each: an update without any is refused. */
function changesOf(visible: ReturnType<typeof visibleIn>): INodeParameters[] {
	const fields = visible.find(({ name }) => name === 'updateFields');
	const changes = (fields?.options ?? [])
		.filter(isProperty)
		.map(
			(property): INodeParameters => ({ updateFields: { [property.name]: validFor(property) } }),
		);
	return [...changes.slice(0, CHANGES), { options: { furtherFields: '{"name":"x"}' } }];
}

function linesOf(visible: ReturnType<typeof visibleIn>): INodeParameters {
	const lines = visible.find(({ name, type }) => name === 'lines' && type === 'fixedCollection');
	const [group] = (lines?.options ?? []).filter(isGroup);
	return group ? { lines: { [group.name]: [requiredOf(group.values)] } } : {};
}

/** Header names come in small letters. */
function sameName(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

/** Waits as short as can be. */
function fastest(visible: ReturnType<typeof visibleIn>): INodeParameters {
	const among = (properties: ReadonlyArray<{ name: string }>) => {
		const has = (name: string) => properties.some((one) => one.name === name);
		// One that takes whole seconds only, but is not waited for at all.
		const seconds = has('giveUpAfter') ? 1 : 0.05;
		const short: INodeParameters = {
			timeLimit: seconds,
			checkEvery: seconds,
			giveUpAfter: 0,
			checks: 1,
			concurrentItems: 30,
		};
		return Object.fromEntries(Object.entries(short).filter(([name]) => has(name)));
	};
	const options = visible.find(({ name }) => name === 'options')?.options ?? [];
	return { ...among(visible), options: among(options.filter(isProperty)) };
}

/** An item of a dry run that shows a call, not why there would be none. */
function showsPlan({ json }: { json: IDataObject }): boolean {
	return json.dryRun === true && json.refused === undefined;
}

async function byItem({ items }: Outcome, sent: Sent[], count: number): Promise<Result[]> {
	const results: Result[] = Array.from({ length: count }, () => ({ sent: [] }));
	for (const one of sent) {
		const leaves = await leavesIn(one);
		const mark = leaves.find(({ name }) => name === MARK)?.text ?? '';
		// Without a mark it is a question of the node's own, such as which organization the credential has.
		const item = /^at(\d+)$/.exec(mark)?.[1];
		if (item !== undefined) results[Number(item)]?.sent.push(one);
		else if (nonsenseIn(one)) results[0]?.sent.push(one);
	}
	for (const { json, pairedItem } of items) {
		const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
		const result = results[item];
		if (!result) continue;
		if (json.error !== undefined) result.error = String(json.error);
		if (showsPlan({ json })) result.isPlanned = true;
	}
	return results;
}

/** What is wrong with a result; undefined where nothing is. */
async function judge(place: Place, { wanted, value }: Cell, result: Result, base: Base) {
	const { sent, error, isPlanned = false } = result;
	const nonsense = sent.map(nonsenseIn).find((one) => one !== undefined);
	if (nonsense !== undefined) return `${nonsense} was sent`;
	if (error !== undefined && /\[object|\bNaN\b/.test(error)) return `the error has ${error}`;
	if (place.property.name === 'dryRun' && error === undefined && Array.isArray(wanted)) {
		const isAsked = wanted.includes('true');
		// What a plan needs is read all the same.
		const changes = sent.some(({ method }) => method !== 'GET');
		if (isPlanned !== isAsked) return isPlanned ? 'planned, not sent' : 'not planned';
		return isAsked && changes ? 'sent in a dry run' : undefined;
	}
	if (sent.length === 0) {
		return error === undefined ? 'neither sent nor refused' : undefined;
	}
	if (wanted === 'any') return undefined;
	if (wanted === 'refused') return `sent although it is ${JSON.stringify(value)}`;
	const leaves = (await Promise.all(sent.map(leavesIn))).flat();
	const own = leaves.filter(({ name }) => place.name === undefined || sameName(name, place.name));
	if (wanted === 'absent') {
		const known = (leaf: Leaf) =>
			base.leaves.some(({ name, text }) => name === leaf.name && text === leaf.text);
		const others = own.filter((leaf) => place.name !== undefined && !known(leaf));
		return others.length > 0 ? `sent as ${JSON.stringify(others[0]?.text)}` : undefined;
	}
	if (place.name === undefined) return undefined;
	const right = [...own, ...leaves.filter(({ name }) => name === 'path')];
	if (right.some(({ text }) => wanted.includes(text.replaceAll('\r\n', '\n')))) return undefined;
	return `sent as ${JSON.stringify(own.map(({ text }) => text))}, not as ${JSON.stringify(wanted)}`;
}

/** Values that a service has no use for beside others, and that forms leave out for it. */
const LEFT_OUT = tested.flatMap(({ calls }) => calls.leftOut ?? []);

/** Which operations of a node: all resources, or a share of them. */
interface Scope {
	/** The node; by default the service's own. */
	name?: string;
	/** `[0, 3]` is the first of three shares. */
	share?: readonly [number, number];
	/** What to choose in the node; by default each resource with each operation. */
	settings?: readonly INodeParameters[];
}

/** Every parameter of every operation gets values that offices really have: each arrives as it was meant, or nothing is sent. */
export function describeSweep(form: ServiceForm, scope: Scope = {}): void {
	const { name = form.provider.id, share: [part, parts] = [0, 1], settings } = scope;
	const resources = Object.keys(form.resources);
	const isMine = ({ chosen }: Swept) =>
		settings !== undefined ||
		resources.some((resource, at) => resource === chosen.resource && at % parts === part);

	describe(`${form.provider.name} by ${name}: a value arrives as it was meant, or nothing is sent`, () => {
		let bench: WireBench;

		beforeAll(async () => {
			bench = await WireBench.start(form, name);
		});
		afterAll(async () => {
			await bench.server.close();
		});

		it('for each parameter of each operation', async () => {
			const sweep = new Sweep(form, bench);
			const operations = sweptOf(bench.description, form, settings).filter(isMine);
			const found: string[] = [];
			for (const swept of operations) found.push(...(await sweep.operation(swept)));
			expect(operations.length).toBeGreaterThan(0);
			// Where one field stands for another, the other one is refused beside it.
			expect(sweep.unsent.length / sweep.count).toBeLessThan(MOST_UNSENT);
			expect(found.filter((one) => !LEFT_OUT.some((start) => one.startsWith(start)))).toEqual([]);
		}, 300_000);
	});
}
