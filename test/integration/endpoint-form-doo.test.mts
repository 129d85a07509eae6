import { form } from '../../nodes/Doo/form';
import { describeForms } from './support/wire-form.mts';

describeForms(form);
