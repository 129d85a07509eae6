import { form } from '../../nodes/Ottimate/form';
import { describeForms } from './support/wire-form.mts';

describeForms(form);
