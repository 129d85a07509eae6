import type { Done } from '../n8n/mixed/mixture.mts';

/** What `npm run bench:soak` writes. */
export interface SoakResult {
	/** As 2026-03-01. */
	date: string;
	n8n: string;
	/** Of the process that runs n8n. */
	node: string;
	processors: number;
	/** How long work went on. */
	minutes: number;
	done: Done;
	/** What went otherwise than it should; the first ones in words. */
	surprises: { count: number; first: string[] };
	memory: {
		/** After rounds, while nothing ran, in their order. */
		samples: Sample[];
		first: Window;
		last: Window;
		/** The last window's median by the first one's, less one. */
		growth: { heap: number; rss: number; peak: number };
		/** The growth that is allowed. */
		most: number;
	};
	secrets: {
		/** Secrets that were looked for. */
		count: number;
		places: Array<{ name: string; count: number; megabytes: number; found: number }>;
		/** In words, without the secret. */
		findings: string[];
	};
}

export interface Sample {
	minute: number;
	/** What JavaScript still refers to, after a forced collection. */
	heapMegabytes: number;
	/** Resident memory of n8n's process, after that collection. */
	rssMegabytes: number;
	/** The most that was resident since the sample before. */
	peakMegabytes: number;
}

/** Some minutes in a row, and the medians of their samples. */
export interface Window {
	fromMinute: number;
	toMinute: number;
	samples: number;
	heapMegabytes: number;
	rssMegabytes: number;
	peakMegabytes: number;
}

/** The part of the time that is for warming up. */
const WARM_UP = 1 / 6;

/** The largest growth of memory after the warm-up. */
export const MOST_GROWTH = 0.05;

const median = (values: number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const [low = NaN, high = NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
	return (low + high) / 2;
};

/** Medians of the samples of these minutes. */
function windowOf(samples: readonly Sample[], fromMinute: number, toMinute: number): Window {
	const within = samples.filter(({ minute }) => minute > fromMinute && minute <= toMinute);
	return {
		fromMinute,
		toMinute,
		samples: within.length,
		heapMegabytes: median(within.map(({ heapMegabytes }) => heapMegabytes)),
		rssMegabytes: median(within.map(({ rssMegabytes }) => rssMegabytes)),
		peakMegabytes: median(within.map(({ peakMegabytes }) => peakMegabytes)),
	};
}

/** After the warm-up, the first third of the time is compared with the last one. */
export function memoryFrom(samples: Sample[], minutes: number): SoakResult['memory'] {
	const from = minutes * WARM_UP;
	const third = (minutes - from) / 3;
	const first = windowOf(samples, from, from + third);
	const end = Math.max(minutes, samples.at(-1)?.minute ?? 0);
	const last = windowOf(samples, minutes - third, end);
	const growth = {
		heap: last.heapMegabytes / first.heapMegabytes - 1,
		rss: last.rssMegabytes / first.rssMegabytes - 1,
		peak: last.peakMegabytes / first.peakMegabytes - 1,
	};
	return { samples, first, last, growth, most: MOST_GROWTH };
}

/** Memory is flat, no secret was found, and everything ended as it should. */
export function isGood({ memory, secrets, surprises }: SoakResult): boolean {
	const isFlat = Object.values(memory.growth).every((growth) => growth <= memory.most);
	return isFlat && secrets.findings.length === 0 && surprises.count === 0;
}
