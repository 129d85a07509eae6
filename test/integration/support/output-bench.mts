import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect } from '@jest/globals';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import { rowOf } from '../../../nodes/shared/form/service-form';
import { inputsOf } from '../../../nodes/shared/form/operation-inputs';
import type { Schema, ServiceOutputs } from '../../../nodes/shared/form/outputs/schemas';
import { schemasOf } from '../../../nodes/shared/form/outputs/schemas';
import { root } from '../../../packages/root.mts';
import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { differencesFrom } from './schema-differences.mts';
import { ServiceNode } from './service-node.mts';

const FILES = { name: 'Files', type: 'files' };

/** The output schemas that the build wrote for a service's node, by `resource.operation`; of the package that `loadPackage` loads. */
export function builtSchemas(folder: string): Map<string, Schema> {
	const [first, ...others] = ['v1.0.0', 'v1.1.0'].map((version) => builtFor(folder, version));
	for (const other of others) expect(other).toEqual(first);
	return first ?? new Map();
}

function builtFor(folder: string, version: string): Map<string, Schema> {
	const built = process.env.PACKAGE_FOLDER ?? root;
	const at = path.join(built, 'dist', 'nodes', folder, '__schema__', version);
	const files = existsSync(at) ? readdirSync(at, { recursive: true, encoding: 'utf8' }) : [];
	return new Map(
		files
			.filter((file) => file.endsWith('.json'))
			.map((file) => [
				file.slice(0, -'.json'.length).split(path.sep).join('.'),
				JSON.parse(readFileSync(path.join(at, file), 'utf8')) as Schema,
			]),
	);
}

/** What a check of a connection gives is the same at all services, and has a test of its own. */
function withoutCheck(schemas: Map<string, Schema>): Map<string, Schema> {
	return new Map([...schemas].filter(([key]) => key !== 'connection.check'));
}

/** What a person enters for these values of a row, by wire name; what the form does not know goes into the further fields. */
export function entered(form: ServiceForm, key: string, values: IDataObject): INodeParameters {
	const row = rowOf(form, key);
	const inputs = inputsOf(form, row);
	const parameters: Record<string, INodeParameters[string]> = {};
	const further: IDataObject = {};
	const { batch } = row;
	for (const [name, value] of Object.entries(values)) {
		if (batch && !batch.plain && name === (batch.key ?? 'records')) {
			parameters.recordsFrom = 'json';
			parameters.records = JSON.stringify(value);
			continue;
		}
		const input = inputs.find((one) => one.name === name && !one.goesTo.has('record'));
		if (!input) {
			further[name] = value;
			continue;
		}
		const { collection, parameter, picker, field, show = {} } = input;
		const isJson = typeof value === 'object' && field.type === 'json';
		const typed = isJson ? JSON.stringify(value) : (value as INodeParameters[string]);
		const shown = picker ? { __rl: true, mode: 'id', value: String(value) } : typed;
		for (const [choice, [first]] of Object.entries(show)) parameters[choice] ??= first ?? '';
		if (collection === undefined) parameters[parameter] = shown;
		else parameters[collection] = { ...Object(parameters[collection]), [parameter]: shown };
	}
	return Object.keys(further).length === 0
		? parameters
		: { ...parameters, options: { furtherFields: JSON.stringify(further) } };
}

/** Runs operations of a service's node against its simulator and holds each item against the operation's output schema. */
export class OutputBench {
	readonly form: ServiceForm;

	readonly schemas: ReadonlyMap<string, Schema>;

	/** Keys that items had, by operation. */
	readonly seen = new Map<string, Set<string>>();

	private readonly nodes = new Map<string, ServiceNode>();

	/** @param sandbox the running one */
	constructor(
		private readonly sandbox: () => Sandbox,
		private readonly outputs: ServiceOutputs,
		folder: string,
	) {
		this.form = outputs.form;
		this.schemas = withoutCheck(builtSchemas(folder));
	}

	/** Forgets the tokens of a sandbox that was put back to its seed. */
	restart(): void {
		this.nodes.clear();
	}

	/**
	 * Runs an operation with the values of its row, by wire name.
	 *
	 * @param more further parameters of the node
	 * @param changed fields of the credential
	 */
	async call(
		key: string,
		values: IDataObject = {},
		more: INodeParameters = {},
		changed: IDataObject = {},
	): Promise<INodeExecutionData[]> {
		const parameters = entered(this.form, key, values);
		return await this.run(key, { ...parameters, ...more }, changed);
	}

	/** Runs an operation with parameters of the node; each item has to fit its schema. */
	async run(
		key: string,
		parameters: INodeParameters = {},
		changed: IDataObject = {},
	): Promise<INodeExecutionData[]> {
		const [resource = '', operation = ''] = key.split('.');
		const node = await this.node(changed);
		const set = { resource, operation, with: parameters };
		const { items, error } = await node.run(set, [{}], [FILES]);
		expect([key, error?.message, error?.description]).toEqual([key, undefined, undefined]);
		const schema = this.schemas.get(key);
		if (schema) {
			const seen = this.seen.get(key) ?? new Set();
			this.seen.set(key, seen);
			for (const { json } of items) {
				expect([key, differencesFrom(schema, json)]).toEqual([key, []]);
				for (const name of Object.keys(json)) seen.add(name);
			}
		}
		return items;
	}

	/** Operations whose items were never looked at, and keys of schemas that no item had. */
	unseen(): string[] {
		return [...withoutCheck(schemasOf(this.outputs))].flatMap(([key, { properties }]) => {
			const seen = this.seen.get(key);
			if (!seen || seen.size === 0) return [key];
			return Object.keys(properties)
				.filter((name) => !seen.has(name))
				.map((name) => `${key} ${name}`);
		});
	}

	private async node(changed: IDataObject): Promise<ServiceNode> {
		const name = JSON.stringify(changed);
		const known = this.nodes.get(name);
		if (known) return known;
		const service = this.form.provider.id as ServiceId;
		const node = await ServiceNode.start(this.sandbox(), service, changed as {});
		this.nodes.set(name, node);
		return node;
	}
}
