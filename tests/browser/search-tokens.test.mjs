// Both who write the index (Rust) and who ask it (the script) cut texts into the same words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine, plain, shared } from './search/engine.mjs';

const { search } = engine();

test('the script gives the tokens that Rust gives, each at its place', () => {
  assert.ok(shared.length > 330, `${shared.length} texts`);
  for (const { text, tokens } of shared) {
    const own = search.tokens(text).map(({ term, start, end, position, tail }) => [term, start, end, position, tail ? 1 : 0]);
    assert.deepEqual(plain(own), tokens, text);
  }
});

test('positions count the tokens, and places lie in the text one behind the other', () => {
  for (const { text } of shared) {
    const tokens = search.tokens(text);
    tokens.forEach(({ start, end, position }, i) => {
      assert.equal(position, i);
      assert.ok(start < end && end <= text.length, text);
      assert.ok(!i || tokens[i - 1].start <= start, text);
    });
  }
});
