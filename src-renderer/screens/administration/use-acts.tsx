import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Act, ActResult, Person } from '../../../src-shared/people.ts';
import type { Policy } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import { ActDialog, hasQuestion } from './act-dialog.tsx';
import { ActResultDialog } from './act-result.tsx';
import { isAsked, type PersonAct } from './acts.ts';
import { ResetDialog } from './reset-dialog.tsx';
import { type Slip, SlipDialog } from './slip.tsx';
import { useTell } from '../../components/use-tell.ts';

type Open =
  | { readonly kind: 'ask'; readonly act: Act; readonly people: readonly Person[] }
  | { readonly kind: 'reset'; readonly person: Person }
  | { readonly kind: 'result'; readonly result: ActResult; readonly people: readonly Person[] }
  | { readonly kind: 'slips'; readonly slips: readonly Slip[] };

export interface Acting {
  /** Asks first where something is lost. */
  begin(act: PersonAct, people: readonly Person[]): void;
  /** Shows activation codes; they are kept nowhere else. */
  hand(slips: readonly Slip[]): void;
  readonly dialogs: ReactNode;
}

/** Does what an administrator asks for people, and says what became of it. */
export function useActs(policy: Policy, onDone: () => void): Acting {
  const { t } = useTranslation();
  const go = useAdministrationStore((state) => state.go);
  const { tell, tellFailure } = useTell();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);

  /** Throws ApiError. */
  const act = async (what: Act, people: readonly Person[]): Promise<void> => {
    const result = await call('people.act', { act: what, ids: people.map(({ id }) => id) });
    const complete = result.refused.length === 0 && result.requested.length === 0;
    setOpen(complete ? null : { kind: 'result', result, people });
    if (complete) {
      const name = people[0]?.displayName ?? '';
      tell(t(`administration.done.${what}`, { count: people.length, name }));
    }
    onDone();
  };
  const invite = async ({ id, displayName }: Person): Promise<void> => {
    const activation = await call('people.invite', { id });
    setOpen({ kind: 'slips', slips: [{ activation, displayName }] });
    onDone();
  };

  const begin = (what: PersonAct, people: readonly Person[]): void => {
    const [first] = people;
    if (first === undefined) return;
    if (what === 'reset') setOpen({ kind: 'reset', person: first });
    else if (what === 'invite') invite(first).catch(tellFailure);
    else if (isAsked(what)) setOpen({ kind: 'ask', act: what, people });
    else act(what, people).catch(tellFailure);
  };

  const dialogs = open !== null && (
    <>
      {open.kind === 'ask' && hasQuestion(open.act) && (
        <ActDialog
          act={open.act}
          people={open.people}
          graceDays={policy.deletionGraceDays}
          twoAdministrators={policy.twoAdministrators}
          onGo={() => act(open.act, open.people)}
          onStay={close}
        />
      )}
      {open.kind === 'reset' && (
        <ResetDialog
          person={open.person}
          twoAdministrators={policy.twoAdministrators}
          onStay={close}
          onReset={(activation) => {
            const name = open.person.displayName;
            setOpen(activation === null ? null : { kind: 'slips', slips: [{ activation, displayName: name }] });
            if (activation === null) tell(t('administration.reset.requested', { name }), 'info');
            onDone();
          }}
        />
      )}
      {open.kind === 'result' && (
        <ActResultDialog
          result={open.result}
          people={open.people}
          onClose={close}
          onRequests={() => {
            close();
            go('requests');
          }}
        />
      )}
      {open.kind === 'slips' && <SlipDialog slips={open.slips} onDone={close} />}
    </>
  );
  return { begin, hand: (slips) => setOpen({ kind: 'slips', slips }), dialogs };
}
