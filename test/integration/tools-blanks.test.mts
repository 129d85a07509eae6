import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { ServiceForm } from '../../nodes/shared/form/service-form';
import type { Input } from '../../nodes/shared/form/operation-inputs';
import { collectionOf, inputsOf, sourcesOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { tested, testedById } from '../services/index.mts';
import { visibleIn } from '../unit/support/visible.mts';
import type { Blanks } from './support/tool-arguments.mts';
import { blankArguments, BLANKS } from './support/tool-arguments.mts';
import { answerFor } from './support/wire-answer.mts';
import { WireBench } from './support/wire-bench.mts';
import { planFor } from './support/wire-plan.mts';
import { nameOf } from './support/wire-rows.mts';
import { sampleOf } from './support/wire-samples.mts';
import type { Sent } from './support/wire-server.mts';
import { specialOf } from './support/wire-special.mts';

/** Chosen by the person who sets up the tool. */
const FIXED = ['resource', 'operation', 'authentication', 'notice', 'recordsFrom', 'deliverTo'];

/** A call of an operation as a tool: all that it needs, and one argument more. */
interface Asked {
	parameters: INodeParameters;
	argument?: Input;
}

class Tools {
	constructor(
		private readonly form: ServiceForm,
		private readonly bench: WireBench,
	) {}

	private needed(row: EndpointDefinition): INodeParameters {
		const special = specialOf(this.form.provider.id, nameOf(row));
		const [source] = sourcesOf(row);
		const { parameters } = planFor(this.form, this.bench.description, row, 'required', {
			special: { ...special, ...(special.refusal === undefined ? {} : { refusal: '' }) },
			source,
		});
		const preset = inputsOf(this.form, row).filter(
			({ field, collection, start }) => !field.required && !collection && start !== undefined,
		);
		const blank = preset.map(({ parameter }) => [parameter, '={{ "" }}']);
		return { ...parameters, ...Object.fromEntries(blank) } as INodeParameters;
	}

	/** The required fields, alone if that will do, else with the first optional field that makes it enough. */
	private candidates(row: EndpointDefinition): Asked[] {
		const needed = this.needed(row);
		const { values = {} } = specialOf(this.form.provider.id, nameOf(row));
		const optional = inputsOf(this.form, row).filter(
			({ field, goesTo }) => !field.required && !goesTo.has('path'),
		);
		const further = testedById(this.form.provider.id).calls.asTool?.[nameOf(row)];
		if (further) return [{ parameters: { ...needed, ...further } }];
		const filled = optional.map((argument): Asked => {
			const { name, field, collection, parameter } = argument;
			const { entered } = values[name] ?? sampleOf(field, 1);
			const value =
				argument.picker === undefined
					? entered
					: ({ __rl: true, mode: 'id', value: entered } as INodeParameters);
			const parameters =
				collection === undefined
					? { ...needed, [parameter]: value }
					: { ...needed, [collection]: { [parameter]: value } };
			return { parameters, argument };
		});
		const alone = collectionOf(row) === 'updateFields' && filled.length > 0;
		return alone ? filled : [{ parameters: needed }, ...filled];
	}

	/** The first of these calls that is sent. */
	async first(row: EndpointDefinition): Promise<Asked & { sent: Sent[] }> {
		const problems: Array<string | undefined> = [];
		for (const asked of this.candidates(row)) {
			const { sent, problem } = await this.run(row, asked.parameters);
			if (sent.length > 0) return { ...asked, sent };
			problems.push(problem);
		}
		throw new Error(`${nameOf(row)} is never sent: ${problems.join('; ')}`);
	}

	async run(row: EndpointDefinition, parameters: INodeParameters) {
		const { server } = this.bench;
		server.says(answerFor(this.form.provider, row).said);
		server.take();
		const { error } = await this.bench.run(parameters, [{}], false, 'tool');
		return { sent: server.take().slice(0, 1), problem: error?.message };
	}

	/** The same call with a blank in every other argument. */
	withBlanks(row: EndpointDefinition, { parameters }: Asked, blanks: Blanks): INodeParameters {
		const { resource, operation } = row;
		const chosen = { resource, operation, ...picked(parameters, ['recordsFrom', 'returnAll']) };
		const free = visibleIn(this.bench.description, chosen).filter(
			({ name, noDataExpression }) => !FIXED.includes(name) && !noDataExpression,
		);
		const all = blankArguments(free, blanks);
		const merged = Object.entries(parameters).map(([name, value]) => {
			const property = free.find((one) => one.name === name);
			return [name, isCollection(property) ? { ...Object(all[name]), ...Object(value) } : value];
		});
		return { ...all, ...Object.fromEntries(merged) } as INodeParameters;
	}
}

const isCollection = (property: INodeProperties | undefined) => property?.type === 'collection';

function picked(parameters: INodeParameters, names: readonly string[]): INodeParameters {
	const found = names.filter((name) => name in parameters);
	return Object.fromEntries(found.map((name) => [name, parameters[name]])) as INodeParameters;
}

/** What the service saw, without what is new in each call. */
function seen({ method, path, query, headers, body }: Sent) {
	const text = body.toString('latin1');
	const boundary = /boundary=([^;]+)/.exec(headers['content-type'] ?? '')?.[1];
	return {
		method,
		path,
		query,
		body: boundary === undefined ? text : text.split(boundary).join('boundary'),
	};
}

function bodyOf(sent: Sent[]): Record<string, unknown> {
	return JSON.parse(sent[0]?.body.toString() || '{}') as Record<string, unknown>;
}

const forms = tested.map(({ id, outputs }) => [id, outputs.form] as const);

describe.each(forms)('as tools of %s', (_id, form) => {
	let bench: WireBench;
	let tools: Tools;

	beforeAll(async () => {
		bench = await WireBench.start(form);
		tools = new Tools(form, bench);
	});
	afterAll(async () => {
		await bench.server.close();
	});

	it.each(rowsIn(form).map((row) => [nameOf(row), row] as const))(
		'%s sends what was given, whatever blanks come with it',
		async (_name, row) => {
			const asked = await tools.first(row);
			for (const [kind, blanks] of Object.entries(BLANKS)) {
				const { sent, problem } = await tools.run(row, tools.withBlanks(row, asked, blanks));
				const found = { kind, sent: sent.map(seen), ...(sent.length === 0 ? { problem } : {}) };
				expect(found).toEqual({ kind, sent: asked.sent.map(seen) });
			}
		},
	);

	const updates = rowsIn(form).filter(
		(row) =>
			row.operation === 'update' &&
			(row.contentType ?? 'json') === 'json' &&
			row.body?.some((field) => !field.required),
	);
	if (updates.length === 0) return;

	it.each(updates.map((row) => [nameOf(row), row] as const))(
		'%s with one value sends exactly one value',
		async (_name, row) => {
			const asked = await tools.first(row);
			for (const blanks of Object.values(BLANKS)) {
				const { sent } = await tools.run(row, tools.withBlanks(row, asked, blanks));
				const needed = (row.body ?? []).filter((field) => field.required).map(({ name }) => name);
				const optional = Object.keys(bodyOf(sent)).filter((name) => !needed.includes(name));
				expect(optional).toEqual([asked.argument?.name]);
			}
		},
	);
});
