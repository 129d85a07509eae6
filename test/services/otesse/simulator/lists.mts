import type { FastifyReply } from 'fastify';
import { isRecord, readObject } from '../../../sandbox/core/body.mts';
import { pageCount, slice, wholeNumber } from '../../../sandbox/core/page.mts';
import { queryText } from '../../../sandbox/core/request.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import { refuse, refuseParameter } from './errors.mts';

const DEFAULT_PER_PAGE = 25;
const MAX_PER_PAGE = 100;

/** What a handler of this service gives back: a record or list, or the reply that a refusal has sent. */
export type Answer = object;

/** A bad query value. */
export class BadParameter extends Error {
	constructor(
		readonly param: string,
		message: string,
	) {
		super(message);
	}
}

/** Runs a handler that may find a bad query value. */
export function withQuery(reply: FastifyReply, answer: () => Answer): Answer {
	try {
		return answer();
	} catch (error) {
		if (error instanceof BadParameter) return refuseParameter(reply, error.param, error.message);
		throw error;
	}
}

/** One page of the rows, newest first, with or without the `pagination` object. */
export function listAnswer(
	request: SandboxRequest,
	oldestFirst: readonly object[],
	form: 'paginated' | 'bare' = 'paginated',
): Answer {
	const page = positive(request, 'page', 1);
	const perPage = positive(request, 'per_page', DEFAULT_PER_PAGE, MAX_PER_PAGE);
	const total = oldestFirst.length;
	const data = slice([...oldestFirst].reverse(), page, perPage);
	if (form === 'bare') return { data };
	return {
		data,
		pagination: { page, per_page: perPage, total, total_pages: pageCount(total, perPage) },
	};
}

/** A query value out of a fixed set. */
export function choice(
	request: SandboxRequest,
	name: string,
	values: readonly string[],
): string | undefined {
	const text = queryText(request, name);
	if (text === undefined || values.includes(text)) return text;
	throw new BadParameter(name, `The '${name}' parameter must be one of ${values.join(', ')}.`);
}

/** A point in time; a bare date means its start, or its end for `until`. Milliseconds. */
export function time(
	request: SandboxRequest,
	name: string,
	edge: 'from' | 'until' = 'from',
): number | undefined {
	const text = queryText(request, name);
	if (text === undefined) return undefined;
	const at = isDay(text) || isMoment(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(at)) throw new BadParameter(name, `The '${name}' parameter must be ISO 8601.`);
	return isDay(text) && edge === 'until' ? at + 86_399_999 : at;
}

/** YYYY-MM-DD, and a day that there is. */
export function isDay(value: unknown): value is string {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
	const at = Date.parse(value);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** ISO 8601 with its zone. */
export function isMoment(value: unknown): value is string {
	if (typeof value !== 'string' || !isDay(value.slice(0, 10))) return false;
	const form = /^\S{10}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
	return form.test(value) && !Number.isNaN(Date.parse(value));
}

/** What a field of a body must be where it is there. */
export type Kind = 'text' | 'flag' | 'object';

const kinds: Record<Kind, { words: string; fits(value: unknown): boolean }> = {
	text: { words: 'a text', fits: (value) => typeof value === 'string' },
	flag: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
	object: { words: 'an object', fits: isRecord },
};

/** The refusal of the first field of another kind; undefined where all fit. */
export function refuseKinds(
	reply: FastifyReply,
	body: Record<string, unknown>,
	fields: Readonly<Record<string, Kind>>,
): FastifyReply | undefined {
	const wrong = Object.entries(fields).find(
		([name, kind]) => body[name] !== undefined && !kinds[kind].fits(body[name]),
	);
	if (!wrong) return undefined;
	const [name, kind] = wrong;
	return refuseParameter(reply, name, `The '${name}' field must be ${kinds[kind].words}.`);
}

/** An amount in cents. */
export function cents(request: SandboxRequest, name: string): number | undefined {
	const text = queryText(request, name);
	if (text === undefined) return undefined;
	if (/^\d+$/.test(text)) return Number(text);
	throw new BadParameter(name, `The '${name}' parameter must be an amount in cents.`);
}

export function flag(request: SandboxRequest, name: string): boolean | undefined {
	const text = choice(request, name, ['true', 'false']);
	return text === undefined ? undefined : text === 'true';
}

/** The JSON body, or undefined after the refusal has been sent. */
export function bodyOf(
	request: SandboxRequest,
	reply: FastifyReply,
): Record<string, unknown> | undefined {
	const body = readObject(request);
	if (body.ok) return body.value;
	void refuse(reply, 400, {
		code: 'invalid_body',
		message: 'The request body must be a JSON object.',
	});
	return undefined;
}

export function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function positive(request: SandboxRequest, name: string, fallback: number, max?: number): number {
	const text = queryText(request, name);
	const value = wholeNumber(text, fallback, { min: 1, max });
	if (value !== undefined && text !== '') return value;
	throw new BadParameter(name, `The '${name}' parameter must be a number from 1.`);
}
