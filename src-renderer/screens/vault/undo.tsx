import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { useCommand } from '../../commands/running.ts';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';

/** One thing that was done and can be taken back. */
export interface Step {
  /** What was done, as a sentence. */
  readonly said: string;
  /** Answers whether it worked; failures are told by whoever failed. */
  back(): Promise<boolean>;
  /** Nothing is said of what can be seen anyway; the key takes it back all the same. */
  readonly quiet?: boolean;
}

export interface Undo {
  did(step: Step): void;
  last(): Promise<void>;
}

const stepsKept = 50;
const toast = 'undo';

/** What was done lately, in the memory of this page alone: it goes with the page at every lock. */
export function useUndo(): Undo {
  const { t } = useTranslation();
  const [steps] = useState<Step[]>(() => []);
  const undo = useMemo(() => undoOf(steps, t), [steps, t]);
  useCommand('undo', () => undo.last());
  return undo;
}

function undoOf(steps: Step[], t: Translate): Undo {
  const closeButtonProps = { 'aria-label': t('action.close') };
  /** Each is a message of its own, in place of the one before: a message whose id is shown already would not be told. */
  let told = 0;
  const tell = (message: string): void => {
    notifications.hide(`undone-${told}`);
    told += 1;
    notifications.show({ id: `undone-${told}`, color: 'gray', autoClose: 2500, message, closeButtonProps });
  };
  const takeBack = async (step: Step): Promise<void> => {
    const at = steps.indexOf(step);
    if (at < 0) return;
    steps.splice(at, 1);
    notifications.hide(toast);
    if (await step.back()) tell(t('items.undone'));
    // What failed can be tried again.
    else steps.push(step);
  };
  return {
    did(step) {
      steps.push(step);
      if (steps.length > stepsKept) steps.shift();
      notifications.hide(toast);
      if (step.quiet === true) return;
      notifications.show({
        ...{ id: toast, color: 'gray', autoClose: 8000, closeButtonProps },
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" lineClamp={2}>
              {step.said}
            </Text>
            <Button size="compact-sm" variant="default" flex="none" onClick={() => void takeBack(step)}>
              {t('vault.detail.undo')}
            </Button>
          </Group>
        ),
      });
    },
    async last() {
      const step = steps.at(-1);
      if (step !== undefined) await takeBack(step);
      else tell(t('items.nothingToUndo'));
    },
  };
}
