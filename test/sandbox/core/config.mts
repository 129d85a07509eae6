import { isRecord } from './body.mts';
import type { ServiceConfig } from './types.mts';

export const CONFIG_DEFAULTS: ServiceConfig = {
	tokenLifetimeSeconds: 3600,
	singleValidToken: false,
	rotation: 'none',
	quotas: false,
	latencyMs: 0,
};

const CHECKS: Record<keyof ServiceConfig, (value: unknown) => boolean> = {
	tokenLifetimeSeconds: isAmount,
	expiresIn: () => true,
	singleValidToken: (value) => typeof value === 'boolean',
	rotation: (value) => value === 'none' || value === 'grace' || value === 'strict',
	quotas: (value) => typeof value === 'boolean',
	latencyMs: isAmount,
	refusedStatus: (value) => value === null || (isAmount(value) && value >= 400 && value <= 599),
	variant: (value) => value === null || typeof value === 'string',
};

/**
 * The configuration with the changes of a steering call; a sentence where a change is not
 * possible. `null` takes `variant` or `refusedStatus` away.
 */
export function changedConfig(config: ServiceConfig, changes: unknown): ServiceConfig | string {
	if (!isRecord(changes)) return 'The configuration is a JSON object.';
	const next: Record<string, unknown> = { ...config };
	for (const [name, value] of Object.entries(changes)) {
		const check = Object.entries(CHECKS).find(([known]) => known === name)?.[1];
		if (!check) return `The configuration has no field "${name}".`;
		if (!check(value)) return `The field "${name}" cannot be ${JSON.stringify(value)}.`;
		if (value === null && name !== 'expiresIn') delete next[name];
		else next[name] = value;
	}
	return { ...config, ...withoutTaken(next, config) };
}

/** `next` with an explicit undefined for every field that was taken away. */
function withoutTaken(
	next: Record<string, unknown>,
	config: ServiceConfig,
): Partial<ServiceConfig> {
	const taken = Object.keys(config).filter((name) => !(name in next));
	return { ...next, ...Object.fromEntries(taken.map((name) => [name, undefined])) };
}

function isAmount(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
