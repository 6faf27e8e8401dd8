import assert from 'node:assert/strict';
import test from 'node:test';
import { piecesOf } from '../src/call/links.ts';

const links = (text: string) => piecesOf(text).flatMap(({ link }) => link ?? []);

test('addressesInATextAreLinksAndTheRestIsText', () => {
  assert.deepEqual(piecesOf('see https://example.org/a?b=c#d, and more'), [
    { text: 'see ' },
    { text: 'https://example.org/a?b=c#d', link: 'https://example.org/a?b=c#d' },
    { text: ', and more' },
  ]);
  assert.deepEqual(piecesOf('nothing here'), [{ text: 'nothing here' }]);
  assert.deepEqual(piecesOf(''), []);
});

test('whatIsWrittenComesOutWhole', () => {
  const alphabet = ['https://', 'http://', 'a.b', '(', ')', '.', ' ', '"', '<', '>', '@', 'javascript:', '\n', 'é', '🙂', '%', '/', '&', ';'];
  let seed = 7;
  const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  for (let round = 0; round < 5_000; round++) {
    const text = Array.from({ length: below(12) }, () => alphabet[below(alphabet.length)]).join('');
    const pieces = piecesOf(text);
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
    for (const { link } of pieces) {
      assert.ok(link === undefined || /^https?:\/\/[^@]+$/.test(link.split('/').slice(0, 3).join('/')), `${text} -> ${link}`);
    }
  }
});

test('whatEndsASentenceIsNotOfTheAddress', () => {
  const table: [string, string][] = [
    ['(https://example.org/a)', 'https://example.org/a'],
    ['https://example.org/wiki/A_(b)', 'https://example.org/wiki/A_(b)'],
    ['https://example.org.', 'https://example.org/'],
    ['https://example.org/?!', 'https://example.org/'],
    ['HTTPS://EXAMPLE.org/X', 'https://example.org/X'],
  ];
  for (const [text, link] of table) {
    assert.deepEqual(links(text), [link], text);
  }
});

test('whatCouldDoHarmIsNoLink', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://user:pass@evil.example/',
    'http://',
    'https:///',
    '//evil.example',
    'www.example.org',
  ]) {
    assert.deepEqual(links(text), [], text);
  }
});
