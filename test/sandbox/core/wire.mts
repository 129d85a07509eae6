import type { FastifyReply } from 'fastify';

export type JsonObject = Record<string, unknown>;

/** What a service says to one request. A string body is sent as it is, anything else as JSON. */
export interface Answer {
	status: number;
	body?: unknown;
	/** Sent instead of a body. */
	bytes?: Buffer;
	headers?: Record<string, string>;
	/** Default `application/json`. */
	contentType?: string;
}

/** Bytes go out, not text: the framework would add a charset to the content type. */
export function send(reply: FastifyReply, answer: Answer): FastifyReply {
	reply.code(answer.status);
	for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
	const bytes = answer.bytes ?? bytesOf(answer.body);
	if (bytes === undefined) return reply.send();
	return reply.header('content-type', answer.contentType ?? 'application/json').send(bytes);
}

function bytesOf(body: unknown): Buffer | undefined {
	if (body === undefined) return undefined;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

export const isArray = (value: unknown): value is unknown[] => Array.isArray(value);

/** A text with more than blanks in it. */
export const isFilled = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

export const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);

export function textOr<Other>(value: unknown, other: Other): string | Other {
	return typeof value === 'string' ? value : other;
}

export function filledOr<Other>(value: unknown, other: Other): string | Other {
	return isFilled(value) ? value : other;
}

export function numberOr<Other>(value: unknown, other: Other): number | Other {
	return isNumber(value) ? value : other;
}

export function flagOr<Other>(value: unknown, other: Other): boolean | Other {
	return typeof value === 'boolean' ? value : other;
}

/** The named keys of an object that are there, in the order of the names. */
export function keysOf(source: object, keys: readonly string[]): JsonObject {
	const entries = new Map<string, unknown>(Object.entries(source));
	return Object.fromEntries(
		keys.filter((key) => entries.has(key)).map((key) => [key, entries.get(key)]),
	);
}

/** `2026-01-20T15:17:35Z` */
export const isoSecond = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** `2026-01-20` */
export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The member of a list that a counter comes to when it runs round the list. */
export function cycle<Item>(list: readonly Item[], at: number): Item {
	const item = list[at % list.length];
	if (item === undefined) throw new Error('cycle needs a list with members');
	return item;
}

export const partsOf = (time: number): { year: string; month: string; day: string } => ({
	year: isoDay(time).slice(0, 4),
	month: isoDay(time).slice(5, 7),
	day: isoDay(time).slice(8, 10),
});
