import { readJson, readMultipart, isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isArray } from '../../../sandbox/core/wire.mts';
import { header, param, queryText } from '../../../sandbox/core/request.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';

/** A refusal in the service's error envelope. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly detail: JsonObject | string | null = null,
	) {
		super(code);
	}
}

export const invalid = (detail: JsonObject | string): Refusal =>
	new Refusal(400, 'Validation error', detail);

export const notFound = (what: string): Refusal =>
	new Refusal(404, 'Not found', `${what} not found`);

export const forbidden = (): Refusal =>
	new Refusal(403, 'Forbidden', 'Outside the scope of this API user');

const required = 'This field is required.';

/** One call, as the handlers see it. */
export class Call {
	constructor(
		readonly request: SandboxRequest,
		readonly context: SandboxContext,
	) {}

	get now(): number {
		return this.context.now();
	}

	id(): string {
		return param(this.request, 'id');
	}

	header(name: string): string | undefined {
		return header(this.request, name);
	}

	/** A query value as it came; an empty one is there. */
	text(name: string): string | undefined {
		return queryText(this.request, name);
	}

	whole(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) return undefined;
		if (!/^\d+$/.test(text)) throw invalid({ [name]: ['A valid integer is required.'] });
		return Number(text);
	}

	decimal(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) return undefined;
		if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalid({ [name]: ['A valid number is required.'] });
		return Number(text);
	}

	flag(name: string): boolean {
		const text = this.text(name);
		if (text === undefined) return false;
		if (text !== 'true' && text !== 'false') {
			throw invalid({ [name]: ['Must be a valid boolean.'] });
		}
		return text === 'true';
	}

	/** The members of a comma list as they stand; undefined where the parameter is absent. */
	list(name: string): string[] | undefined {
		return this.text(name)?.split(',');
	}

	oneOf(name: string, values: readonly string[]): string | undefined {
		const text = this.text(name);
		if (text !== undefined && !values.includes(text)) {
			throw invalid({ [name]: [`"${text}" is not a valid choice.`] });
		}
		return text;
	}

	/** Query text that must be there. */
	need(name: string): string {
		const text = this.text(name);
		if (text === undefined || text === '') throw invalid({ [name]: [required] });
		return text;
	}

	needWhole(name: string): number {
		this.need(name);
		return this.whole(name) ?? 0;
	}

	json(): unknown {
		const body = readJson(this.request);
		if (body.ok) return body.value;
		throw new Refusal(
			400,
			'Bad request',
			body.reason === 'type' ? 'Content-Type must be application/json' : 'Malformed JSON body',
		);
	}

	object(): JsonObject {
		const value = this.json();
		if (!isRecord(value)) throw new Refusal(400, 'Bad request', 'The body must be an object');
		return value;
	}

	array(): unknown[] {
		const value = this.json();
		if (!isArray(value)) throw new Refusal(400, 'Bad request', 'The body must be an array');
		return value;
	}

	async multipart(): Promise<FormData> {
		const form = await readMultipart(this.request);
		if (form === undefined) {
			throw new Refusal(400, 'Bad request', 'Content-Type must be multipart/form-data');
		}
		return form;
	}
}
