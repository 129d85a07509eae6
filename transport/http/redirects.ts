import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { HttpResponse } from '../contracts/response';

const REDIRECTS = 5;

/**
 * The request that a redirect leads to; undefined where the reply is none. Redirects are followed inside the same origin only: n8n
 * would send an API key to any host. A write that is redirected with 301 or 302 is not: it would become a read, whose answer looks
 * like a success.
 *
 * @param hops redirects that were followed before
 * @throws UserError for a redirect that is not followed
 */
export function redirection(
	service: string,
	current: IHttpRequestOptions,
	response: HttpResponse,
	hops: number,
): IHttpRequestOptions | undefined {
	const { location } = response.headers;
	if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
	if (!location) throw new UserError(`${service} redirects without saying where to`);
	const from = new URL(current.url);
	if (!URL.canParse(location, from.href)) {
		throw new UserError(`${service} redirects to an address that is none`);
	}
	const to = new URL(location, from);
	to.username = '';
	to.password = '';
	if (to.origin !== from.origin) {
		throw new UserError(
			`${service} redirects to ${to.origin === 'null' ? to.protocol : to.origin}, where the credential is not sent`,
			{ description: `The redirect came from ${from.origin}${from.pathname}.` },
		);
	}
	if (hops >= REDIRECTS) throw new UserError(`${service} redirects more than ${REDIRECTS} times`);
	const write = current.method !== 'GET' && current.method !== 'HEAD';
	if (write && response.status < 303) {
		throw new UserError(
			`${service} redirects this ${current.method} to ${to.pathname}, which only a GET would follow`,
			{
				description:
					'If the path has moved, use the new one. Check in the service first whether the request was carried out.',
			},
		);
	}
	const { body, headers = {}, ...rest } = current;
	if (response.status !== 303 || !write) {
		return { ...rest, headers, url: to.href, ...(body === undefined ? {} : { body }) };
	}
	const bare = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type');
	return { ...rest, headers: Object.fromEntries(bare), url: to.href, method: 'GET' };
}
