import assert from 'node:assert/strict';
import test from 'node:test';
import { examine, parseProperties } from '../scripts/texts.mjs';
import { chooseLanguage, decimal, language, languageOf, LANGUAGES, listed, nodesOf, text, worded } from '../src/text.ts';

const languages = (en: string, de: string) =>
  new Map([
    ['en', parseProperties(en)],
    ['de', parseProperties(de)],
  ]);

test('aTextThatALanguageLacksIsAProblem', () => {
  assert.deepEqual(examine(languages('a.b=x\na.c=y', 'a.b=x'), '').problems, ['a.c is missing in de']);
  assert.deepEqual(examine(languages('a.b=x', 'a.b=x\na.c=y'), '').problems, ['a.c is missing in en']);
  assert.deepEqual(examine(languages('a.b=x', 'a.b='), '').problems, ['a.b is missing in de']);
});

test('aTextWithOtherPlacesIsAProblem', () => {
  assert.deepEqual(examine(languages('a.b={0} of {1}', 'a.b={1} mit {0}'), '').problems, []);
  assert.deepEqual(examine(languages('a.b={0} of {1}', 'a.b={0}'), '').problems, ['a.b has other places in de than in en']);
});

test('aTextThatIsNamedAndNotThereIsAProblem', () => {
  const problems = (source: string) => examine(languages('a.b=x', 'a.b=x'), source).problems;
  assert.deepEqual(problems("text('a.b')"), []);
  assert.deepEqual(problems("worded('a.z', 1)"), ['a.z is used and not there']);
  assert.deepEqual(problems("nodesOf(\n  'a.y')"), ['a.y is used and not there']);
});

test('whatOnlyTheBrowserSaysMustBeSaid', () => {
  const { problems, used } = examine(languages('web.a=x\nweb.b=y\nc.d=z', 'web.a=x\nweb.b=y\nc.d=z'), "worded('web.a')");
  assert.deepEqual(problems, ['web.b is never used']);
  assert.deepEqual(used, ['web.a']);
});

test('theFilesAreReadAsJavaReadsThem', () => {
  const texts = parseProperties('# a.b=no\n\n a.b = one \\u2019 two\r\na.c=x=y\n');
  assert.deepEqual([...texts], [['a.b', 'one ’ two'], ['a.c', 'x=y']]);
  assert.throws(() => parseProperties('nonsense'), /not a line/);
});

test('theLanguageIsTheFirstOfThePersonsThatIsSpokenHere', () => {
  const table: [string[], string][] = [
    [['de-CH', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr', 'ja'], 'en'],
    [[], 'en'],
    [['DE'], 'de'],
  ];
  for (const [wanted, spoken] of table) {
    assert.equal(languageOf(wanted), spoken, wanted.join());
  }
});

test('aChosenLanguageIsSpokenAtOnce', () => {
  const muted = worded('call.mute');
  const sentence = listed(worded('call.you', 'Ada'), '', worded('call.tile.muted'));
  try {
    chooseLanguage('de');
    assert.equal(language(), 'de');
    assert.equal(String(muted), 'Mikrofon stummschalten');
    assert.equal(String(sentence), 'Ada (Sie), stumm');
    assert.equal(decimal(1.25, 1), '1,3');
  } finally {
    chooseLanguage('en');
  }
  assert.equal(String(muted), 'Mute microphone');
  assert.equal(String(sentence), 'Ada (you), muted');
  assert.deepEqual([...LANGUAGES].sort(), ['de', 'en']);
});

test('namesStandInTheirPlaces', () => {
  assert.equal(text('call.joined', 'Ada {0}'), 'Ada {0} joined');
  assert.deepEqual(nodesOf('call.joined', 'Ada'), ['Ada', ' joined']);
  assert.deepEqual(nodesOf('left.room', 'x'), ['Room: ', 'x']);
});
