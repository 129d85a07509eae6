import type { Session } from '../../transport/client/api-client';
import type { ServiceForm } from './form';

const fallbacks = new WeakMap<Session, Map<string, Promise<string | number>>>();

/** What an empty path part stands for; asked for once in a run, again only after a failure. */
export async function fallbackOf(
	{ fallbacks: ways }: ServiceForm,
	session: Session,
	part: string,
): Promise<string | number | undefined> {
	const known = fallbacks.get(session) ?? new Map<string, Promise<string | number>>();
	fallbacks.set(session, known);
	const asked = known.get(part) ?? ways?.[part]?.(session);
	if (!asked) return undefined;
	known.set(part, asked);
	asked.catch(() => known.delete(part));
	return await asked;
}
