import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../core/json';
import { GRACE_MS, rememberKeys } from './receivers';
import type { RegistrationKeys } from './registration-plan';
import { isRegistrationKeys } from './registration-plan';
import type { NodeSecrets } from './secrets';

/** The contexts of hooks, polls and deliveries have it. */
export interface StaticDataContext {
	getWorkflowStaticData(type: 'node'): IDataObject;
}

/** A registration as version 0.1.0 kept it, with its keys. */
export type StoredRegistration = RegistrationKeys & { id: string };

const MOST_SEALED = 3;

function textsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** What version 0.1.0 stored. Its registrations remain valid until they are replaced. */
export function storedRegistrations(context: StaticDataContext): StoredRegistration[] {
	const { registrations } = context.getWorkflowStaticData('node');
	const rows = Array.isArray(registrations) ? registrations : [];
	return rows.flatMap((row: unknown) => {
		if (!isRecord(row) || typeof row.id !== 'string') return [];
		const { id } = row;
		return isRegistrationKeys(row) ? [{ slot: row.slot, id, keys: row.keys }] : [];
	});
}

/** Where the node was registered last: another address than now when n8n has moved. */
export function storedAddress(context: StaticDataContext): string | undefined {
	const { address } = context.getWorkflowStaticData('node');
	return typeof address === 'string' ? address : undefined;
}

/** The service's own keys, as far as one of these secrets decrypts them. */
export function sealedKeys(
	context: StaticDataContext,
	secrets: readonly NodeSecrets[],
): RegistrationKeys[] {
	const { sealed } = context.getWorkflowStaticData('node');
	return textsIn(sealed).flatMap((entry) => {
		for (const each of secrets) {
			const keys = each.open(entry);
			if (keys) return [keys];
		}
		return [];
	});
}

/**
 * Stores where the node is registered. n8n keeps static data under the node's name, exports it, and lets a node overwrite all of it
 * with an old copy: nothing here is indispensable, and no secret is readable without the credential. n8n notices assignments at the top
 * level only.
 *
 * @param address absent while former registrations, which are found by the old address, are still to be removed
 */
export function store(
	context: StaticDataContext,
	receiver: string,
	secrets: NodeSecrets,
	{ address, made }: { address?: string; made: readonly RegistrationKeys[] },
): void {
	for (const { slot, keys } of storedRegistrations(context)) {
		rememberKeys(receiver, { slot, keys }, Date.now() + GRACE_MS);
	}
	for (const keys of made) rememberKeys(receiver, keys);
	const data = context.getWorkflowStaticData('node');
	if (address !== undefined) {
		if ('registrations' in data) delete data.registrations;
		if (data.address !== address) data.address = address;
	}
	if (made.length === 0) return;
	const sealed = [...made.map((keys) => secrets.seal(keys)), ...textsIn(data.sealed)];
	data.sealed = sealed.slice(0, MOST_SEALED);
}
