import type { N8nVersion } from './versions.mts';

/** Also opens the credentials in the database, see stored.mts. */
export const ENCRYPTION_KEY = 'encryption-key-of-the-tests';

/** Everything that n8n would tell, ask or fetch elsewhere, turned off. */
const NO_OUTSIDE_TRAFFIC = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

const N8N_2: Record<string, string> = {
	// Fetches a list of MCP servers at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	// Without a runner beside it: no workflow of the tests needs one, and none is left behind.
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'token-of-the-tests',
};

// A pool switches SQLite to its write-ahead log, as 2.x has it: two processes may then share it.
const N8N_1: Record<string, string> = { DB_SQLITE_POOL_SIZE: '3' };

/**
 * The environment of a test's n8n, built from nothing: settings of the machine or of jest
 * (NODE_ENV) do not reach it.
 */
export function environment(
	version: N8nVersion,
	userFolder: string,
	port: number,
	brokerPort: number,
	more: Record<string, string>,
): Record<string, string> {
	return {
		PATH: process.env.PATH ?? '',
		HOME: userFolder,
		TZ: 'UTC',
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		...NO_OUTSIDE_TRAFFIC,
		...(version.startsWith('1.') ? N8N_1 : N8N_2),
		...more,
	};
}
