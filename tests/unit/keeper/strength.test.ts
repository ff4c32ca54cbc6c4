import { beforeAll, describe, expect, it } from 'vitest';
import { judge, judgedWhenSaved, loadEstimator } from '../../../src-main/keeper/strength.ts';

const made = [
  'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj',
  '4f1d2c9be07a6358d1e4b0a97c35f8e2',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'AKIA2J7Q4ZKX8T5M9W3R',
];

describe('what takes no dictionary', () => {
  it.each([
    'changeme',
    'change-me-please',
    'sk-xxxx',
    'sk-xxxxxxxxxxxxxxxx',
    '<your key>',
    '${API_KEY}',
    'your-api-key-here',
    'AKIAIOSFODNN7EXAMPLE',
    '****',
    '',
  ])('knows %j for a placeholder', (value) => expect(judge(value)).toEqual({ strength: 0, known: true }));
  it.each(made)('calls %s strong, as a machine has made it', (value) => expect(judge(value)).toEqual({ strength: 4, known: false }));
  it('leaves what a person may have chosen until the dictionaries are there', async () => {
    expect(judgedWhenSaved('blue tiger 77')).toEqual({ strength: null });
    await loadEstimator();
    expect(judgedWhenSaved('blue tiger 77').strength).toBeTypeOf('number');
  });
});

describe('with the dictionaries', () => {
  beforeAll(loadEstimator);

  it.each(['password1', 'letmein', 'Hunter2', 'iloveyou'])('knows %s as one that everybody tries', (value) =>
    expect(judge(value)).toMatchObject({ strength: 0, known: true }),
  );
  it.each(['Summer2024!', 'P@ssw0rd!', 'Password123456789', 'tiger99'])('calls %s weak', (value) =>
    expect(judge(value)?.strength).toBeLessThan(3),
  );
  it.each(['violet harbour seven lanterns', 'korrekt-pferd-batterie-heft', ...made])('calls %s strong', (value) =>
    expect(judge(value)?.strength).toBeGreaterThanOrEqual(3),
  );
  it('calls seven random characters weak however mixed they are', () => expect(judge('xK9$mQ2')?.strength).toBeLessThan(2));
  it('keeps in the index that a value is known', () => expect(judgedWhenSaved('changeme')).toEqual({ strength: 0, known: true }));
});
