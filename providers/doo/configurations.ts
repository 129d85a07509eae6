import type { IDataObject } from 'n8n-workflow';

import { wordsAt } from '../../transport/core/json';

/** Takes the id out of a self link. */
export const GROUP_ID = '/webhooks/([^/?#]+)/?$';

/**
 * The id that a removal needs. A list shows a uuid or a short number as `id`, the uuid for certain in the self link.
 * Source: doo API wiki, pages 3014230065 and 2794651819.
 */
export function groupIdOf(configuration: IDataObject): string | undefined {
	const link = wordsAt(configuration, ['_links.self.href']) ?? '';
	const id = wordsAt(configuration, ['id']);
	return new RegExp(GROUP_ID).exec(link)?.[1] ?? (isShort(id ?? '0') ? undefined : id);
}

/** A short number, as lists show it, removes nothing. */
export function isShort(id: string): boolean {
	return /^\d+$/.test(id);
}

/** Which id a kind of records needs for a back-fill. Source: doo API wiki, page 2806448153. */
export const OWNERS: Readonly<Record<string, 'event_id' | 'organization_id'>> = {
	events: 'organization_id',
	contacts: 'organization_id',
	orders: 'event_id',
	attendees: 'event_id',
	invitees: 'event_id',
};
