import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { HttpResponse } from '../contracts/response';
import type { ApiRequestOptions } from './request';
import { isBelow } from './url';

const REDIRECTS = 5;

/** A redirect that is not followed. */
export class RedirectRefused extends UserError {}

/** A request, and how many redirects it has followed. What was carried out before a redirect (303) is not sent again. */
export interface Route {
	options: ApiRequestOptions;
	hops: number;
}

/**
 * Where an answer redirects to; undefined where it does not.
 *
 * @param hops redirects that were followed before
 * @throws RedirectRefused for a redirect without a usable address, and for one too many
 */
export function redirectTarget(
	service: string,
	from: string,
	{ status, headers: { location } }: Pick<HttpResponse, 'status' | 'headers'>,
	hops: number,
): URL | undefined {
	if (![301, 302, 303, 307, 308].includes(status)) return undefined;
	if (!location) throw new RedirectRefused(`${service} redirects without a Location header`);
	if (!URL.canParse(location, from)) {
		throw new RedirectRefused(`${service} redirects to an invalid address`);
	}
	if (hops >= REDIRECTS)
		throw new RedirectRefused(`${service} redirects more than ${REDIRECTS} times`);
	return new URL(location, from);
}

/**
 * The request that a redirect leads to; undefined where the answer is none. Redirects are followed below the base URL only: n8n
 * would send an API key to any host. A write that is redirected with 301 or 302 is not: it would become a read, whose answer looks
 * like a success.
 *
 * @param bases base URLs to which the credential may go
 * @throws RedirectRefused for a redirect that is not followed
 */
export function redirection(
	service: string,
	bases: () => readonly string[],
	current: IHttpRequestOptions,
	response: HttpResponse,
	hops: number,
): IHttpRequestOptions | undefined {
	const to = redirectTarget(service, current.url, response, hops);
	if (!to) return undefined;
	const from = new URL(current.url);
	to.username = '';
	to.password = '';
	const description = `The redirect came from ${from.origin}${from.pathname}.`;
	if (to.origin !== from.origin) {
		const target = to.origin === 'null' ? to.protocol : to.origin;
		throw new RedirectRefused(
			`${service} redirects to ${target}, where the credential is not sent`,
			{
				description,
			},
		);
	}
	const below = bases().some((base) => isBelow(from, base) && isBelow(to, base));
	if (!below) {
		throw new RedirectRefused(
			`${service} redirects to ${to.pathname}, which is not below the base URL: the credential is not sent there`,
			{ description },
		);
	}
	const write = current.method !== 'GET' && current.method !== 'HEAD';
	if (write && response.status < 303) {
		throw new RedirectRefused(
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
