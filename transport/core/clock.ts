/** Milliseconds since some fixed moment of this process. They only grow, also when the computer's clock is set back: for durations. */
export function monotonicMs(): number {
	return performance.now();
}
