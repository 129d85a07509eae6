import type { ServiceConfig } from './types.mts';

/** Whether the configuration names this variant; several are separated by spaces or commas. */
export function hasVariant(config: ServiceConfig, name: string): boolean {
	return (config.variant ?? '').split(/[\s,]+/).includes(name);
}
