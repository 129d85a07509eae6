import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { endpoints } from '../../providers/doo/endpoints';
import { GROUP_ID, groupIdOf, isShort, OWNERS } from '../../providers/doo/configurations';
import type { ApiClient } from '../../transport/client/api-client';
import { isRecord, wordsAt } from '../../transport/core/json';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import { propertyOf } from '../shared/form/fields';
import type { ItemContext } from '../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';
import type { Waited } from '../shared/run/waiting';
import { waitLimitMs, waitUntil, messageOf } from '../shared/run/waiting';

const PAUSE_MS = 2_000;

/** How long one check may take, with the pause and the tries of its request. */
const CHECK_MS = 30_000;

/** The query of a hook goes out as text; a person writes it more easily as an object. */
function withText(hook: unknown): unknown {
	if (!isRecord(hook) || !isRecord(hook.origin) || !isRecord(hook.origin.body)) return hook;
	return { ...hook, origin: { ...hook.origin, body: JSON.stringify(hook.origin.body) } };
}

export function createShape(item: ItemContext, values: IDataObject): IDataObject {
	const { hooks } = values;
	if (!Array.isArray(hooks) || hooks.length === 0) {
		throw item.problem(
			'"Hooks (JSON)" must be a list with at least one hook',
			'Write it as [{"type": "event_created", "method": "POST", "endpoint": "https://...", "origin": {...}}].',
		);
	}
	return { ...values, hooks: hooks.map(withText) as IDataObject[] };
}

/** The answer has nothing but the id of what was created. */
export async function createdConfiguration(
	_operation: OperationContext,
	items: CallItem[],
): Promise<CallItem[]> {
	return items.map(({ json }) =>
		typeof json.data === 'string' ? { json: { webhook_group_id: json.data } } : { json },
	);
}

function withGroupId({ json }: CallItem): CallItem {
	const id = groupIdOf(json);
	return { json: id === undefined ? json : { webhook_group_id: id, ...json } };
}

export async function listedConfigurations(
	_operation: OperationContext,
	items: CallItem[],
): Promise<CallItem[]> {
	return items.map(withGroupId);
}

function asId(value: unknown): IDataObject[string] {
	return isShort(String(value)) ? Number(value) : String(value);
}

export function initializeShape(item: ItemContext, values: IDataObject): IDataObject {
	const { event_id: event, organization_id: organization, ...others } = values;
	const resource = String(values.resource_name);
	const owner = OWNERS[resource];
	const given = {
		...(event === undefined || owner === 'organization_id' ? {} : { event_id: asId(event) }),
		...(organization === undefined || owner === 'event_id'
			? {}
			: { organization_id: asId(organization) }),
	};
	if (owner !== undefined && !(owner in given)) {
		const label = owner === 'event_id' ? 'Event ID' : 'Organization ID';
		throw item.problem(`"${label}" is empty`, `Enter it: doo needs it to send ${resource}.`);
	}
	const foreign = [values.webhook_type ?? []]
		.flat()
		.map(String)
		.find((type) => owner !== undefined && isOfOther(type, resource));
	if (foreign !== undefined) {
		throw item.problem(
			`"Webhook Types" has ${foreign}, which is not a type of ${resource}`,
			`Select types of ${resource}, or leave it empty for all of them.`,
		);
	}
	return { ...others, ...given };
}

/** `order_created` is a type of orders; some pages write `on_order_created`. */
function isOfOther(type: string, resource: string): boolean {
	const kinds = Object.keys(OWNERS).map((name) => name.slice(0, -1));
	const kind = kinds.find((name) => type.replace(/^on_/, '').startsWith(`${name}_`));
	return kind !== undefined && kind !== resource.slice(0, -1);
}

export async function processed(
	_operation: OperationContext,
	items: CallItem[],
): Promise<CallItem[]> {
	return items.map(({ json }) =>
		json.items_processed === undefined
			? { json }
			: { json: { items_processed: json.items_processed } },
	);
}

/** The same parameter as in the other operations, so that it stands in the same place. */
function organizationId(): INodeProperties {
	const list = endpoints.find(
		({ resource, operation }) => resource === 'webhook' && operation === 'getMany',
	);
	const description = list?.parts?.team_id ?? '';
	return propertyOf(
		{ name: 'team_id', type: 'string', required: true, description },
		{ parameter: 'organizationId', label: 'Organization ID', required: true },
	);
}

async function configurations(operation: OperationContext): Promise<IDataObject[]> {
	const team = operation.read.id('organizationId', 'Organization ID');
	const found = await operation.call('webhook.getMany', { team_id: team });
	return found.map(({ json }) => json);
}

const listed = new WeakMap<ApiClient, Map<string, Promise<IDataObject[]>>>();

/** What an organization had when the node began; asked for once, because requests are dear here. */
async function configurationsBefore(operation: OperationContext): Promise<IDataObject[]> {
	const team = operation.read.id('organizationId', 'Organization ID');
	const known = listed.get(operation.client) ?? new Map<string, Promise<IDataObject[]>>();
	listed.set(operation.client, known);
	const asked = known.get(team) ?? configurations(operation);
	known.set(team, asked);
	return await asked;
}

/** The configuration as it was given: by one of its ids, or by its self link. */
function given(item: ItemContext): string {
	const text = item.read.id('webhookConfigurationId', 'Webhook Configuration');
	return new RegExp(GROUP_ID).exec(text)?.[1] ?? text;
}

function names(id: string, configuration: IDataObject): boolean {
	return groupIdOf(configuration) === id || String(configuration.id) === id;
}

/** Lists until the configuration is gone, as often as the person allows. */
async function waitUntilGone(operation: OperationContext, id: string): Promise<Waited<true>> {
	const checks = operation.read.number('checks', 'Checks', { integer: true, min: 1 });
	const limitMs = waitLimitMs(operation.context, checks * CHECK_MS);
	return await waitUntil(operation, { limitMs, everyMs: PAUSE_MS, checks }, async (bounded) => {
		const left = await configurations(bounded);
		return left.some((configuration) => groupIdOf(configuration) === id) ? undefined : true;
	});
}

async function removeVerified(operation: OperationContext): Promise<CallItem[]> {
	const wanted = given(operation);
	const found = (await configurationsBefore(operation)).find((one) => names(wanted, one));
	if (!found) {
		throw operation.problem(
			`The organization has no webhook configuration "${wanted}"`,
			'Check "Organization ID", or select the configuration from the list. It may already be deleted.',
		);
	}
	const id = groupIdOf(found) ?? wanted;
	await operation.call('webhook.delete', { webhook_group_id: id });
	const name = wordsAt(found, ['name']) ?? id;
	const accepted = `doo accepted the deletion of the webhook configuration "${name}"`;
	const later = 'doo does not confirm deletions. List the configurations later, or raise "Checks".';
	const unread = (reason: string) =>
		operation.problem(`${accepted}, but did not say whether it is gone (${reason})`, later);
	const { result, trouble } = await waitUntilGone(operation, id).catch((error: unknown) => {
		throw unread(messageOf(error));
	});
	if (result) return [{ json: { deleted: true, verified: true } }];
	throw trouble === undefined
		? operation.problem(`${accepted} but still lists it`, later)
		: unread(trouble);
}

export const removal: CompositeOperation = {
	resource: 'webhook',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete webhook configuration – cannot be undone',
	description:
		'Delete a webhook configuration. doo does not confirm deletions, so the node lists the configurations before and after. The first deletion uses 3 of the 1,000 requests a day, each further one 2.',
	row: 'webhook.delete',
	order: ['organizationId'],
	properties: [
		organizationId(),
		{
			displayName: 'Verify',
			name: 'verify',
			type: 'boolean',
			default: true,
			description:
				'Whether to check that the configuration exists before the deletion and is gone after it. Otherwise success only means that doo accepted the request.',
		},
		{
			displayName: 'Checks',
			name: 'checks',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 3,
			description:
				'Maximum number of checks after the deletion, two seconds apart. Each uses a request.',
			displayOptions: { show: { verify: [true] } },
		},
	],
	check(item) {
		if (item.read.boolean('verify', 'Verify', true) || !isShort(given(item))) return;
		throw item.problem(
			'"Webhook Configuration" is a list number, which doo does not accept for deletions',
			'Enter the webhook_group_id or the self link of the configuration, or turn on "Verify": the node then finds it by its number.',
		);
	},
	async run(operation) {
		if (operation.read.boolean('verify', 'Verify', true)) return await removeVerified(operation);
		await operation.call('webhook.delete', { webhook_group_id: given(operation) });
		return [{ json: { deleted: true, verified: false } }];
	},
};
