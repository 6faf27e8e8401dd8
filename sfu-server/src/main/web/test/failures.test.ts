import assert from 'node:assert/strict';
import test from 'node:test';
import { failureOf, failureSentences, inCallSentence, isWorthRetrying, joinLabel, type Failure } from '../src/media/failures.ts';

test('everyErrorOfTheBrowserHasItsReason', () => {
  const table: [string, string, Failure][] = [
    ['NotAllowedError', 'Permission denied', 'refused'],
    ['NotAllowedError', 'Permission denied by system', 'blocked-by-system'],
    ['NotFoundError', 'Requested device not found', 'missing'],
    ['OverconstrainedError', '', 'missing'],
    ['NotReadableError', 'Could not start video source', 'in-use'],
    ['AbortError', '', 'in-use'],
    ['SecurityError', '', 'insecure'],
    ['TypeError', '', 'unknown'],
  ];
  for (const [name, message, expected] of table) {
    assert.equal(failureOf({ name, message }), expected, name);
  }
  assert.equal(failureOf(undefined), 'unknown');
});

test('nothingIsSaidWhenAllIsWell', () => {
  assert.deepEqual(failureSentences(undefined, undefined), []);
});

test('theSameTroubleWithBothDevicesIsSaidOnce', () => {
  const sentences = failureSentences('refused', 'refused');
  assert.equal(sentences.length, 1);
  assert.match(String(sentences[0]), /camera and microphone/);
});

test('differentTroublesAreSaidApart', () => {
  const [camera, microphone, ...more] = failureSentences('in-use', 'missing');
  assert.match(String(camera), /program is using your camera/);
  assert.match(String(microphone), /No microphone was found/);
  assert.deepEqual(more, []);
});

test('everySentenceSaysWhatToDo', () => {
  const failures: Failure[] = ['refused', 'blocked-by-system', 'missing', 'in-use', 'insecure', 'unknown'];
  for (const failure of failures) {
    for (const sentence of [failureSentences(failure, undefined), failureSentences(undefined, failure), failureSentences(failure, failure)].flat().map(String)) {
      assert.match(sentence, /allow|Allow|Plug|join|Close|Ask|Unplug/, sentence);
      assert.match(sentence, /\.$/, sentence);
      // "Try again" is only promised where there is such a button.
      assert.ok(!/Try again/.test(sentence) || isWorthRetrying(failure), sentence);
    }
  }
});

test('insideTheCallNobodyIsToldToPressAButtonThatIsNotThere', () => {
  const failures: Failure[] = ['refused', 'blocked-by-system', 'missing', 'in-use', 'insecure', 'unknown'];
  for (const failure of failures) {
    for (const source of ['camera', 'microphone'] as const) {
      const sentence = String(inCallSentence(source, failure));
      assert.doesNotMatch(sentence, /Try again|join/);
      assert.match(sentence, failure === 'insecure' ? /Ask for the https/ : /then turn it on again/);
      assert.match(sentence, new RegExp(source));
    }
  }
});

test('theButtonSaysWithWhatOneJoins', () => {
  assert.equal(String(joinLabel(undefined, undefined)), 'Join now');
  assert.equal(String(joinLabel('missing', undefined)), 'Join without camera');
  assert.equal(String(joinLabel(undefined, 'refused')), 'Join without microphone');
  assert.equal(String(joinLabel('refused', 'refused')), 'Join to watch and listen');
});
