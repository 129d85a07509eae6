import type { FailureKind } from '../../transport/contracts/response';

/** An answer of a service, and what has to be read out of it; `kind` null for a success. */
export interface Envelope {
	status: number;
	body: string;
	kind: FailureKind | null;
	words?: RegExp;
	code?: string;
	hint?: RegExp;
}

export function envelope(
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
	hint?: RegExp,
): Envelope {
	return {
		status,
		body,
		kind,
		...(words ? { words } : {}),
		...(code ? { code } : {}),
		...(hint ? { hint } : {}),
	};
}
