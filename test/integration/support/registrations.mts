import type { Sandbox } from '../../sandbox/server.mts';

/** A registration as the service's own list shows it. */
export type Registration = Record<string, unknown>;

/** How a person at the service looks at its registrations, and changes them past the node. */
export interface Registrar {
	list(): Promise<Registration[]>;
	remove(id: string): Promise<void>;
	add(body: object): Promise<unknown>;
}

export async function secretsAt(
	sandbox: Sandbox,
	service: string,
): Promise<Record<string, string>> {
	return (await sandbox.steer('GET', `secrets?service=${service}`)) as Record<string, string>;
}
