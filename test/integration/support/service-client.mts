import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/server.mts';

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
	private constructor(
		private readonly base: string,
		private readonly headers: Record<string, string>,
	) {}

	static async ottimate(sandbox: Sandbox): Promise<ServiceClient> {
		const base = sandbox.baseUrls.ottimate ?? '';
		const key = 'sandbox-ottimate-api-key';
		const answer = await fetch(`${base}/oauth/token`, {
			method: 'POST',
			headers: { 'x-api-key': key, 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: 'sandbox-ottimate-client-id',
				client_secret: 'sandbox-ottimate-client-secret',
			}),
		});
		const { access_token } = (await answer.json()) as { access_token: string };
		return new ServiceClient(base, { 'x-api-key': key, authorization: `Bearer ${access_token}` });
	}

	static ooti(sandbox: Sandbox): ServiceClient {
		const authorization = 'Token sandbox-ooti-api-token';
		return new ServiceClient(sandbox.baseUrls.ooti ?? '', { authorization });
	}

	static otesse(sandbox: Sandbox): ServiceClient {
		const headers = { 'x-api-key': 'sandbox-otesse-full-key' };
		return new ServiceClient(sandbox.baseUrls.otesse ?? '', headers);
	}

	static async oto(sandbox: Sandbox): Promise<ServiceClient> {
		const base = sandbox.baseUrls.oto ?? '';
		const secrets = (await sandbox.steer('GET', 'secrets?service=oto')) as { refreshToken: string };
		const answer = await fetch(`${base}/refreshToken`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ refresh_token: secrets.refreshToken }),
		});
		const { access_token } = (await answer.json()) as { access_token: string };
		return new ServiceClient(base, { authorization: `Bearer ${access_token}` });
	}

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
