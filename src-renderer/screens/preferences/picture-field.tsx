import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { type DragEvent, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AccountView } from '../../../src-shared/models.ts';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import classes from './preferences.module.css';
import { type PictureProblem, squarePicture } from './square-picture.ts';

interface PictureFieldProps {
  /** As it would show. */
  readonly person: Pick<AccountView, 'displayName' | 'colour' | 'picture'>;
  readonly onPicture: (picture: string | null) => void;
}

/** The picture as others will see it; chosen, dropped or pasted, and cut to a square before it goes anywhere. */
export function PictureField({ person, onPicture }: PictureFieldProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<PictureProblem | null>(null);

  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined || busy) return;
    setBusy(true);
    setProblem(null);
    const made = await squarePicture(file);
    setBusy(false);
    if ('picture' in made) onPicture(made.picture);
    else setProblem(made.problem);
  };
  usePastedFile((file) => void take(file));
  const hover = (event: DragEvent, inside: boolean): void => {
    event.preventDefault();
    setOver(inside);
  };

  return (
    <div
      className={classes['picture']}
      data-over={over || undefined}
      data-testid="picture"
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <PersonAvatar person={person} size={84} />
      <div>
        <Group gap="xs">
          <FileButton onChange={(file) => void take(file)} accept="image/*" inputProps={{ 'aria-hidden': true }}>
            {(props) => (
              <Button {...props} variant="default" size="xs" leftSection={<IconPhoto size={16} />} loading={busy}>
                {t('preferences.choosePicture')}
              </Button>
            )}
          </FileButton>
          {person.picture !== null && (
            <Button variant="subtle" color="gray" size="xs" onClick={() => onPicture(null)}>
              {t('preferences.removePicture')}
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed" mt={8}>
          {t('preferences.pictureHint')}
        </Text>
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem !== null && t(`preferences.pictureProblem.${problem}`)}
        </Text>
      </div>
    </div>
  );
}

/** Hands over a file that is pasted anywhere on the page; pasted text goes where it always goes. */
function usePastedFile(onFile: (file: File) => void): void {
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const file = event.clipboardData?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => onPaste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
