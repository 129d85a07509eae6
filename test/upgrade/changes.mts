/** OOTI's operations of 0.1.0 that are called by API Request since 0.2.0. */
export const MOVED: Readonly<Record<string, readonly string[]>> = {
	area: ['create', 'delete', 'update'],
	contact: ['countUncategorized', 'getListActions'],
	contactCategory: ['createInProject', 'delete', 'update'],
	currency: ['delete', 'update'],
	customField: ['create', 'delete', 'update'],
	employeeContract: ['create', 'delete', 'update'],
	expense: ['createInGroup'],
	expenseGroup: ['countPdfs', 'createExpensesFromFiles', 'createMine'],
	feeProject: ['getUpdate'],
	job: ['update'],
	organization: ['update'],
	phase: ['resetOrder', 'updateProgress'],
	task: ['emptyTrash', 'logAll'],
	timeOff: ['createBalance', 'createMine'],
	timeType: ['create', 'delete', 'update'],
	timesheet: ['validate'],
	workLog: ['comment', 'deleteImported', 'getImportedToDelete'],
};

/** Operations as `differences` names them. */
export const movedOperations = Object.entries(MOVED).flatMap(([resource, operations]) =>
	operations.map((operation) => `${resource}.${operation}`),
);
