import type { FastifyReply } from 'fastify';
import { isRecord, parseJson, readForm } from '../../../sandbox/core/body.mts';
import { queryOf } from '../../../sandbox/core/request.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { SCOPES } from './access.mts';
import { consentErrorPage, consentPage } from './consent-html.mts';
import { exchange } from './grants.mts';

const CODE_LIFETIME_SECONDS = 600;

export const authRoutes: Route[] = [
	{ method: 'GET', path: '/oauth/authorize', handler: showConsent },
	{ method: 'POST', path: '/oauth/token', kind: 'token', handler: exchange },
];

/** Where the consent page's own form goes; no part of the documented interface. */
export const decisionRoute: Route = { method: 'POST', path: '/oauth/authorize', handler: decide };

/** A fresh authorization code without a browser. */
export const codeRoute: Route = {
	method: 'POST',
	path: '/__sandbox/otesse/code',
	handler: (request, reply) => {
		const { sandbox } = request.server;
		const text = request.raw_body.toString('utf8') || '{}';
		const body = parseJson(text);
		if (!body.ok || !isRecord(body.value)) {
			return reply.code(400).send({ error: 'The body must be a JSON object.' });
		}
		const { redirectUri = sandbox.secrets('otesse').redirectUri, scope = SCOPES.join(' ') } =
			body.value;
		if (typeof redirectUri !== 'string' || !isRegistered(redirectUri, sandbox)) {
			return reply.code(400).send({ error: 'The redirect URI is not registered.' });
		}
		if (typeof scope !== 'string' || unknownScope(scope) !== undefined) {
			return reply.code(400).send({ error: `The scopes are ${SCOPES.join(', ')}.` });
		}
		return { code: issueCode(sandbox, redirectUri, scope) };
	},
};

type Parameters = Record<string, string>;

function showConsent(request: SandboxRequest, reply: FastifyReply): FastifyReply {
	const parameters: Parameters = {};
	for (const [name, value] of Object.entries(queryOf(request.url))) {
		parameters[name] = Array.isArray(value) ? (value[0] ?? '') : value;
	}
	const problem = problemOf(parameters, request, reply);
	if (problem) return problem;
	const { clientName = '' } = request.server.sandbox.secrets('otesse');
	return html(reply, 200, consentPage(clientName, scopesOf(parameters), parameters));
}

function decide(request: SandboxRequest, reply: FastifyReply): FastifyReply {
	const form = readForm(request);
	if (!form) return html(reply, 400, consentErrorPage('The form was not sent as a form.'));
	const parameters: Parameters = Object.fromEntries(form);
	const problem = problemOf(parameters, request, reply);
	if (problem) return problem;
	if (parameters.decision !== 'allow') return goBack(reply, parameters, { error: 'access_denied' });
	const { redirect_uri: redirectUri = '' } = parameters;
	const scope = scopesOf(parameters).join(' ');
	return goBack(reply, parameters, { code: issueCode(request.server.sandbox, redirectUri, scope) });
}

/** Client and redirect URI are judged on the page; everything else is reported to the client. */
function problemOf(
	parameters: Parameters,
	request: SandboxRequest,
	reply: FastifyReply,
): FastifyReply | undefined {
	const { sandbox } = request.server;
	if (parameters.client_id !== sandbox.secrets('otesse').clientId) {
		return html(reply, 400, consentErrorPage('The client is unknown.'));
	}
	if (!isRegistered(parameters.redirect_uri ?? '', sandbox)) {
		return html(
			reply,
			400,
			consentErrorPage('The redirect URI is not registered for this client.'),
		);
	}
	if (parameters.response_type !== 'code') {
		return goBack(reply, parameters, { error: 'unsupported_response_type' });
	}
	if (unknownScope(parameters.scope ?? '') !== undefined) {
		return goBack(reply, parameters, { error: 'invalid_scope' });
	}
	return undefined;
}

function goBack(
	reply: FastifyReply,
	{ redirect_uri: to = '', state }: Parameters,
	result: Parameters,
): FastifyReply {
	const url = new URL(to);
	for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
	if (state !== undefined) url.searchParams.set('state', state);
	return reply.redirect(url.toString(), 302);
}

function issueCode(sandbox: SandboxContext, redirectUri: string, scope: string): string {
	return sandbox.tokens.issue({
		service: 'otesse',
		subject: sandbox.secrets('otesse').clientId ?? '',
		kind: 'code',
		lifetimeSeconds: CODE_LIFETIME_SECONDS,
		prefix: 'otesse_ac_',
		data: { redirectUri, scope },
	}).value;
}

/** Any address on this machine, and the one that the secrets name. */
function isRegistered(uri: string, sandbox: SandboxContext): boolean {
	if (!URL.canParse(uri)) return false;
	const { protocol, hostname } = new URL(uri);
	if (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')) return true;
	return uri === sandbox.secrets('otesse').redirectUri;
}

function scopesOf({ scope = '' }: Parameters): string[] {
	const named = scope.split(' ').filter((name) => name !== '');
	return named.length === 0 ? [...SCOPES] : named;
}

function unknownScope(scope: string): string | undefined {
	return scopesOf({ scope }).find((name) => !SCOPES.some((known) => known === name));
}

function html(reply: FastifyReply, status: number, text: string): FastifyReply {
	return reply.code(status).type('text/html; charset=utf-8').send(text);
}
