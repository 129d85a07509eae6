/** Where OOTI's lists are. */
export const recordKeys = ['results', 'organizations'] as const;
