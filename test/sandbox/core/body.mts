import type { SandboxRequest } from './types.mts';

export type JsonBody = { ok: true; value: unknown } | { ok: false; reason: JsonRefusal };

/** `type`: not declared as JSON; `empty`: no bytes; `syntax`: not JSON. */
export type JsonRefusal = 'type' | 'empty' | 'syntax';

export type ObjectBody =
	| { ok: true; value: Record<string, unknown> }
	| { ok: false; reason: JsonRefusal | 'shape' };

/** The media type in lower case, without parameters; empty where the header is missing. */
export function contentType(request: SandboxRequest): string {
	const header = request.headers['content-type'] ?? '';
	return (header.split(';')[0] ?? '').trim().toLowerCase();
}

/** The body as JSON, only when the content type says JSON. */
export function readJson(request: SandboxRequest): JsonBody {
	const type = contentType(request);
	if (type !== 'application/json' && !type.endsWith('+json')) {
		return { ok: false, reason: request.raw_body.length === 0 ? 'empty' : 'type' };
	}
	return parseJson(request.raw_body.toString('utf8'));
}

/** As `readJson`, and the value must be an object; reason `shape` otherwise. */
export function readObject(request: SandboxRequest): ObjectBody {
	const body = readJson(request);
	if (!body.ok) return body;
	return isRecord(body.value) ? { ok: true, value: body.value } : { ok: false, reason: 'shape' };
}

export function parseJson(text: string): JsonBody {
	if (text.trim() === '') return { ok: false, reason: 'empty' };
	try {
		const value: unknown = JSON.parse(text);
		return { ok: true, value };
	} catch {
		return { ok: false, reason: 'syntax' };
	}
}

/** The form fields, only when the content type is `application/x-www-form-urlencoded`. */
export function readForm(request: SandboxRequest): URLSearchParams | undefined {
	if (contentType(request) !== 'application/x-www-form-urlencoded') return undefined;
	return new URLSearchParams(request.raw_body.toString('utf8'));
}

/** The parts of a multipart body; undefined for another content type or a body that cannot be read. */
export async function readMultipart(request: SandboxRequest): Promise<FormData | undefined> {
	if (contentType(request) !== 'multipart/form-data') return undefined;
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	try {
		return await new Response(new Uint8Array(request.raw_body), { headers }).formData();
	} catch {
		return undefined;
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
