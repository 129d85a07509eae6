import { fields } from '../fields';
import { call, fromArticle, subject } from '../rows';

const token = subject('token', 'a token', 'tokens', 'token_verify');
const tokens = { token: true, secretKeys: ['access', 'refresh', 'token'] } as const;

const profile = subject('profile', 'a profile', 'profiles', 'ooti');

export const access = [
	call(token, 'create', 'POST', '/token-auth/', 'Log in with email address and password', {
		body: fields('username! password!'),
		...tokens,
		...fromArticle,
	}),
	call(token, 'refresh', 'POST', '/token-refresh/', 'Get a fresh access token', {
		body: fields('refresh!'),
		...tokens,
		...fromArticle,
	}),
	call(token, 'verify', 'POST', '/token-verify/', 'Check whether a token is valid', {
		body: fields('token!'),
		...tokens,
	}),

	call(profile, 'get', 'GET', '/profiles/profile/', 'Get my profile'),
	call(profile, 'update', 'PATCH', '/profiles/profile/', 'Update my profile', {
		body: fields('locale show_sidemenu'),
	}),
	call(profile, 'getPreferences', 'GET', '/profiles/preferences/', 'Get my preferences'),
];
