import { form } from '../../nodes/Otesse/form';
import { describeForms } from './support/wire-form.mts';

describeForms(form);
