import type { Sent } from './wire-server.mts';

/** A text of a request, and the name under which it stands. */
export interface Leaf {
	name: string;
	text: string;
	/** The field of the call that it is part of. */
	root?: string;
}

const STANDARD =
	/^(host|accept.*|content-.*|user-agent|connection|authorization|x-api-key|transfer-encoding|idempotency-key)$/;

function leavesOf(value: unknown, name: string): Leaf[] {
	if (Array.isArray(value)) return value.flatMap((entry) => leavesOf(entry, name));
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, key));
	}
	return [{ name, text: String(value) }];
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

async function bodyLeaves({ headers, body }: Sent): Promise<Leaf[]> {
	const type = headers['content-type'] ?? '';
	if (body.length === 0) return [];
	if (type.startsWith('multipart/form-data')) {
		const form = await new Response(new Uint8Array(body), {
			headers: { 'content-type': type },
		}).formData();
		return [...form].flatMap(([name, value]) =>
			typeof value === 'string' ? [{ name, text: value }] : [{ name, text: value.name }],
		);
	}
	const text = body.toString('utf8');
	if (type.includes('urlencoded')) {
		return [...new URLSearchParams(text)].map(([name, value]) => ({ name, text: value }));
	}
	const content = type.includes('json') ? parsed(text) : text;
	if (typeof content !== 'object' || content === null || Array.isArray(content)) {
		return leavesOf(content, 'body');
	}
	return Object.entries(content).flatMap(([root, value]) =>
		leavesOf(value, root).map((leaf) => ({ ...leaf, root })),
	);
}

/** Everything that a person's values can have become in a request. */
export async function leavesIn(sent: Sent): Promise<Leaf[]> {
	const { path, query, headers } = sent;
	return [
		...path.split('/').map((part) => ({ name: 'path', text: decodeURIComponent(part) })),
		...query.map(([name, text]) => ({ name, text })),
		...Object.entries(headers)
			.filter(([name]) => !STANDARD.test(name))
			.map(([name, text]) => ({ name, text: String(text) })),
		...(await bodyLeaves(sent)),
	];
}

/** What no request may have anywhere. */
export function nonsenseIn({ path, query, headers, body }: Sent): string | undefined {
	const text = [
		decodeURIComponent(path),
		JSON.stringify(query),
		JSON.stringify(headers),
		body.toString('utf8'),
	].join('\n');
	return /\[object|\bNaN\b|\bundefined\b/.exec(text)?.[0];
}
