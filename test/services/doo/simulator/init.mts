import type { FastifyReply } from 'fastify';
import { readObject } from '../../../sandbox/core/body.mts';
import { param } from '../../../sandbox/core/request.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { send } from './emit.mts';
import { failure, success } from './envelope.mts';
import { store } from './store.mts';
import type { Configuration, Hook } from './store.mts';
import { fits, resourceOf, RESOURCES, subjects } from './types.mts';
import type { Resource, Subject } from './types.mts';

const MAX_RATE_PER_MINUTE = 100;

const CET_OFFSET = '+01:00';

interface Selection {
	subjects: Subject[];
	targets: Array<{ configuration: Configuration; hook: Hook }>;
}

/** Back-fill: one webhook for each existing record and hook, sent after the answer. */
export function initialise(request: SandboxRequest, reply: FastifyReply): object {
	const name = param(request, 'resource_name');
	const resource = RESOURCES.find((known) => known === name);
	if (!resource) return failure(reply, 404, `Resource ${name} not found`);
	const body = readObject(request);
	if (!body.ok) return failure(reply, 400, 'The request body must be a JSON object');
	const { sandbox } = request.server;
	const selection = select(resource, body.value, sandbox.secrets('doo').teamId ?? '');
	if (typeof selection === 'string') return failure(reply, 400, selection);
	void sendAll(sandbox, selection);
	return success(`/webhooks/init/${resource}`, { items_processed: selection.subjects.length });
}

function select(
	resource: Resource,
	body: Record<string, unknown>,
	teamId: string,
): Selection | string {
	const isOrganizationWide = resource === 'events' || resource === 'contacts';
	const owner = isOrganizationWide ? 'organization_id' : 'event_id';
	const ownerId = body[owner];
	if (typeof ownerId !== 'string' && typeof ownerId !== 'number') return `${owner} is missing`;
	if (isOrganizationWide && String(ownerId) !== teamId) return 'organization_id is unknown';
	const types = typesNamed(body.webhook_type, resource);
	if (typeof types === 'string') return types;
	const after = moment(body.last_updated_after);
	const before = moment(body.last_updated_before);
	if (Number.isNaN(after) || Number.isNaN(before)) return 'last_updated_* must be a date';
	if (!isRate(body.max_rate_per_min)) return 'max_rate_per_min is out of range';
	const { webhook_configuration_id: configuration } = body;
	if (!['undefined', 'string', 'number'].includes(typeof configuration)) {
		return 'webhook_configuration_id must be an id';
	}
	return {
		subjects: subjects(resource).filter(
			(subject) =>
				(isOrganizationWide || subject.eventId === String(ownerId)) &&
				(after === undefined || Date.parse(subject.updatedAt) >= after) &&
				(before === undefined || Date.parse(subject.updatedAt) <= before) &&
				(types === undefined || types.some((type) => fits(type, subject))),
		),
		targets: targets(resource, types, body.webhook_configuration_id),
	};
}

function targets(
	resource: Resource,
	types: string[] | undefined,
	configurationId: unknown,
): Selection['targets'] {
	return store.configurations
		.filter(
			({ uuid, listId }) =>
				configurationId === undefined ||
				String(configurationId) === uuid ||
				String(configurationId) === listId,
		)
		.flatMap((configuration) => configuration.hooks.map((hook) => ({ configuration, hook })))
		.filter(
			({ hook: { type } }) => resourceOf(type) === resource && (types?.includes(type) ?? true),
		);
}

async function sendAll(
	sandbox: SandboxContext,
	{ subjects: rows, targets: to }: Selection,
): Promise<void> {
	for (const subject of rows) {
		for (const { configuration, hook } of to) {
			const isForEvent = [undefined, subject.eventId].includes(configuration.eventId);
			if (isForEvent && fits(hook.type, subject)) await send(sandbox, configuration, hook, subject);
		}
	}
}

/** The types of the body, without the prefix that the service's type table gives them. */
function typesNamed(value: unknown, resource: Resource): string[] | undefined | string {
	if (value === undefined) return undefined;
	if (!Array.isArray(value)) return 'webhook_type must be an array';
	const types: string[] = [];
	for (const entry of value) {
		const type = typeof entry === 'string' ? entry.replace(/^on_/, '') : '';
		if (resourceOf(type) !== resource) return `webhook_type ${String(entry)} does not exist here`;
		types.push(type);
	}
	return types;
}

/** Milliseconds since the epoch, NaN for what is no date; a text without an offset is read in CET. */
function moment(value: unknown): number | undefined {
	if (value === undefined) return undefined;
	if (typeof value !== 'string') return NaN;
	const match =
		/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
	if (!match) return NaN;
	return Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? CET_OFFSET}`);
}

function isRate(value: unknown): boolean {
	if (value === undefined) return true;
	return (
		typeof value === 'number' &&
		Number.isInteger(value) &&
		value >= 1 &&
		value <= MAX_RATE_PER_MINUTE
	);
}
