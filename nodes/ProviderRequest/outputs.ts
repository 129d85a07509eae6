import { requestNodeSchemas } from '../shared/form/outputs/schemas';

export const schemas = requestNodeSchemas();
