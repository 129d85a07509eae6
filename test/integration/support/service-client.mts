import type { IDataObject } from 'n8n-workflow';

/** The service answered with another status than 2xx. */
export class RefusedCall extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** Somebody else who works with the service: makes the records that a trigger is to notice. */
export class ServiceClient {
	constructor(
		private readonly base: string,
		private readonly headers: Record<string, string>,
	) {}

	async call(method: string, path: string, body?: unknown): Promise<IDataObject> {
		const answer = await fetch(this.base + path, {
			method,
			headers: { ...this.headers, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok)
			throw new RefusedCall(answer.status, `${method} ${path}: ${answer.status} ${text}`);
		return text === '' ? {} : (JSON.parse(text) as IDataObject);
	}
}
