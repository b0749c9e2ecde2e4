import { expect, test } from 'vitest';
import { htmlToText } from '../../../src/rt/mail/html-to-text.js';
import { cpuMs } from '../../support/process/cpu-ms.js';

test.each([
  ['', ''],
  ['plain', 'plain'],
  ['<p>one</p><p>two</p>', 'one\n\ntwo'],
  ['one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
  ['<div>one</div>\n<div>two <b>bo</b>ld</div>', 'one\ntwo bold'],
  [
    'a&nbsp;<b>b</b> &amp; c &lt;d&gt; &#233;&#xe9;&eacute;&Eacute; &euro; &#128;',
    'a b & c <d> ééé\u00c9 € €',
  ],
  ['&amp;lt; &nope; &#0; &#xd800; &#9999999; & &;', '&lt; &nope; \ufffd \ufffd \ufffd & &;'],
  [
    '<html><head><title>no</title><style>p { }</style></head><body>yes<script>no()</script></body></html>',
    'yes',
  ],
  ['<a href="x>y" title=\'>\'>link</a><!-- no > no --> end<!DOCTYPE html>', 'link end'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<ul><li>one</li><li>two</li></ul>', '* one\n* two'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['<pre>  a\n    b</pre>c', '  a\n    b\n\nc'],
  ['  spread\n\n over   lines ', 'spread over lines'],
  ['cut <b', 'cut'],
  ['cut <!-- here', 'cut'],
  ['cut<style>p', 'cut'],
])('%j is %j', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test.each([
  '<',
  '<!--',
  '<a "',
  `<a "'`,
  '</',
  '<style>',
  '<style></style',
  '<pre>',
  '&#',
  '<p>',
  '<br>',
  '<a b="',
  '\u00a0 ',
])('%j a million times takes no time', (piece) => {
  const html = piece.repeat(1_000_000 / piece.length);
  const start = cpuMs();
  htmlToText(html);
  expect(cpuMs() - start).toBeLessThan(1500);
});
