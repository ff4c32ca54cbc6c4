import type { DraftField } from '../draft.ts';
import { GeneratorButton } from './field-value.tsx';

interface FieldExtrasProps {
  readonly name: string;
  readonly field: DraftField;
  readonly onChange: (field: DraftField) => void;
}

/** What can fill a field, by its type; stands beside the input. The place for more: a code to scan, a key to make. */
export function FieldExtras({ name, field, onChange }: FieldExtrasProps) {
  if (field.type !== 'hidden') return null;
  return <GeneratorButton name={name} onUse={(value) => onChange({ ...field, value })} />;
}
