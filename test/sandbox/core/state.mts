import { CONFIG_DEFAULTS } from './config.mts';
import { Deliveries } from './deliver.mts';
import { FaultList } from './faults.mts';
import { RequestLog } from './log.mts';
import { Quotas } from './quota.mts';
import { seeded } from './random.mts';
import { Tokens } from './tokens.mts';
import type {
	Delivery,
	DeliveryResult,
	SandboxContext,
	Secrets,
	ServiceConfig,
	ServiceId,
	ServiceModule,
} from './types.mts';
import type { QuotaLimits } from './quota.mts';

const RANDOM_SEED = 20260101;

/** Everything that a running sandbox remembers; a reset puts it back to the seed. */
export class SandboxState implements SandboxContext {
	readonly log = new RequestLog();

	readonly faults = new FaultList(() => this.now());

	readonly tokens = new Tokens(
		() => this.now(),
		(service) => this.config(service),
	);

	readonly deliveries = new Deliveries(() => this.now());

	private readonly quotas = new Quotas();

	private readonly configs = new Map<ServiceId, ServiceConfig>();

	private readonly secretsOf = new Map<ServiceId, Secrets>();

	private draw = seeded(RANDOM_SEED);

	/** The clock runs ahead by this, in milliseconds. */
	private advancedMs = 0;

	private currentOrigin = '';

	constructor(readonly services: readonly ServiceModule[]) {
		this.reset();
	}

	reset(): void {
		this.tokens.clear();
		this.log.clear();
		this.faults.clear();
		this.quotas.clear();
		this.deliveries.clear();
		this.draw = seeded(RANDOM_SEED);
		this.advancedMs = 0;
		for (const service of this.services) {
			this.configs.set(service.id, { ...CONFIG_DEFAULTS, ...service.defaults });
			this.secretsOf.set(service.id, { ...service.secrets });
			service.reset();
		}
	}

	listensOn(origin: string): void {
		this.currentOrigin = origin;
	}

	origin(): string {
		return this.currentOrigin;
	}

	now(): number {
		return Date.now() + this.advancedMs;
	}

	/** Moves the sandbox's clock ahead; tokens, codes and quotas see the later time. */
	advance(ms: number): void {
		this.advancedMs += ms;
	}

	config(service: ServiceId): ServiceConfig {
		const config = this.configs.get(service);
		if (!config) throw new Error(`No service ${service}`);
		return config;
	}

	setConfig(service: ServiceId, config: ServiceConfig): void {
		this.configs.set(service, config);
	}

	secrets(service: ServiceId): Secrets {
		return this.secretsOf.get(service) ?? {};
	}

	setSecrets(service: ServiceId, changes: Secrets): void {
		this.secretsOf.set(service, { ...this.secrets(service), ...changes });
	}

	quota(service: ServiceId, key: string, limits: QuotaLimits): number | undefined {
		if (!this.config(service).quotas) return undefined;
		return this.quotas.take(`${service} ${key}`, limits, this.now());
	}

	random(): number {
		return this.draw();
	}

	async deliver(delivery: Delivery): Promise<DeliveryResult> {
		return this.deliveries.deliver(delivery);
	}
}
