import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';
import { nameOf } from './field-name.ts';
import classes from './field-list.module.css';

interface FieldListProps {
  readonly fields: readonly DraftField[];
  /** Takes the field at `from` out and puts it in at `to`. */
  readonly onMove: (from: number, to: number) => void;
  readonly children: (field: DraftField, at: number) => ReactNode;
}

/** Fields in an order that a person changes: by their handles with mouse, finger or keys, or with Alt and an arrow from anywhere inside. */
export function FieldList({ fields, onMove, children }: FieldListProps) {
  const accessibility = useAccessibility(fields);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placeOf = (id: UniqueIdentifier): number => fields.findIndex((field) => field.id === id);
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    if (over !== null && active.id !== over.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  return (
    <DndContext {...{ sensors, accessibility, onDragEnd }} collisionDetection={closestCenter}>
      <SortableContext items={fields.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {fields.map((field, at) => (
          <Sortable key={field.id} field={field} at={at} last={fields.length - 1} onMove={onMove}>
            {children(field, at)}
          </Sortable>
        ))}
      </SortableContext>
    </DndContext>
  );
}

interface SortableProps {
  readonly field: DraftField;
  readonly at: number;
  readonly last: number;
  readonly onMove: FieldListProps['onMove'];
  readonly children: ReactNode;
}

function Sortable({ field, at, last, onMove, children }: SortableProps) {
  const { t } = useTranslation();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: field.id });
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (at + by >= 0 && at + by <= last) onMove(at, at + by);
  };
  return (
    <div
      ref={setNodeRef}
      role="presentation"
      className={classes['item']}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onKeyDown={onKeyDown}
    >
      <div className={classes['content']}>{children}</div>
      {/* Behind the field, so that Tab comes to what is typed first; the style sheet shows it in front. */}
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={classes['handle']}
        {...attributes}
        {...listeners}
        aria-label={t('items.editor.drag', { name: nameOf(field, t) })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        title={t('items.editor.dragHint')}
      >
        <IconGripVertical size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

/** What a screen reader says while a field is carried, in the person's language. */
function useAccessibility(fields: readonly DraftField[]) {
  const { t } = useTranslation();
  return useMemo(() => {
    const total = fields.length;
    const said = (key: 'lifted' | 'over' | 'dropped' | 'back', id: UniqueIdentifier, over: UniqueIdentifier = id): string => {
      const field = fields.find((each) => each.id === id);
      const place = fields.findIndex((each) => each.id === over) + 1;
      return t(`items.editor.said.${key}`, { name: field === undefined ? '' : nameOf(field, t), place, total });
    };
    return {
      announcements: {
        onDragStart: ({ active }: { active: { id: UniqueIdentifier } }) => said('lifted', active.id),
        onDragOver: ({ active, over }: { active: { id: UniqueIdentifier }; over: { id: UniqueIdentifier } | null }) =>
          said('over', active.id, over?.id),
        onDragEnd: ({ active, over }: { active: { id: UniqueIdentifier }; over: { id: UniqueIdentifier } | null }) =>
          said('dropped', active.id, over?.id),
        onDragCancel: ({ active }: { active: { id: UniqueIdentifier } }) => said('back', active.id),
      },
      screenReaderInstructions: { draggable: t('items.editor.dragInstructions') },
    };
  }, [fields, t]);
}
