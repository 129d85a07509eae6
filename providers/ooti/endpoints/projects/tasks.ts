import { call, crud, subject } from '../rows';

const task = subject('task', 'a task', 'tasks', 'tasks');
const taskLabel = subject('taskLabel', 'a task label', 'task labels', 'tasks');
const taskList = subject('taskList', 'a task list', 'task lists', 'tasks');
const note = subject('note', 'a note', 'notes', 'notes');

export const tasks = [
	...crud(task, '/tasks/list/{org_pk}/', '/tasks/{pk}/', {
		both: `title project due_date assigned_to priority labels description list phase creator
			created_at`,
		update: 'is_completed completed_at estimate is_logged',
	}),
	call(
		task,
		'getTimeline',
		'GET',
		'/tasks/timeline/{org_pk}/',
		'Get tasks in an organization as a timeline',
	),
	call(
		task,
		'logAll',
		'POST',
		'/tasks/log-tasks/{org_pk}/',
		'Mark all tasks in an organization as logged',
	),
	call(
		task,
		'emptyTrash',
		'POST',
		'/tasks/empty-trash/{project_id}/',
		'Delete archived tasks of a project that were never completed',
	),

	...crud(taskLabel, '/tasks/label/list/{org_pk}/', '/tasks/label/{label_pk}/', {
		both: 'title description creator team',
	}),
	...crud(taskList, '/tasks/lists/list/{org_pk}/', '/tasks/lists/{list_pk}/', {
		both: 'title author tasks followers',
	}),

	...crud(note, '/notes/list/{org_pk}/', '/notes/{pk}/', {
		both: 'title text project orguser is_pinned is_public entire_project followers',
	}),
];
