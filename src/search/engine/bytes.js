// Numbers and strings in the bytes of an index file. What goes beyond the end is an error and never a loop without one.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  const decoder = new TextDecoder();

  class Bytes {
    constructor(bytes, at = 0, end = bytes.length) {
      if (at > end || end > bytes.length) throw new RangeError('bytes end');
      Object.assign(this, { bytes, at, end });
    }

    get more() { return this.at < this.end; }

    // LEB128, without a sign; up to 2^53.
    number() {
      const { bytes } = this;
      let value = 0;
      let scale = 1;
      for (;;) {
        if (this.at >= this.end || scale > 2 ** 49) throw new RangeError('bytes end');
        const byte = bytes[this.at];
        this.at += 1;
        if (byte < 128) return value + byte * scale;
        value += (byte - 128) * scale;
        scale *= 128;
      }
    }

    // As many as there can be: each takes a byte at least.
    count() { return this.fewer(this.number()); }

    fewer(value) {
      if (value > this.end - this.at) throw new RangeError('bytes end');
      return value;
    }

    // How many bytes that are 0 come next, at most so many; they are taken.
    zeros(most) {
      let count = 0;
      while (count < most && this.at < this.end && this.bytes[this.at] === 0) { this.at += 1; count += 1; }
      return count;
    }

    take(length) {
      const from = this.at;
      if (length > this.end - from) throw new RangeError('bytes end');
      this.at = from + length;
      return this.bytes.subarray(from, this.at);
    }

    string() { return decoder.decode(this.take(this.count())); }

    strings() { return Array.from({ length: this.count() }, () => this.string()); }
  }
  inner.Bytes = Bytes;

  // As bytes of UTF-8 are in order: by code points, which units of UTF-16 are not.
  inner.compare = (a, b) => {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i += 1) {
      const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
      if (x === y) continue;
      const high = (unit) => unit >= 0xd800 && unit < 0xe000;
      return high(x) === high(y) ? x - y : high(x) ? 1 : -1;
    }
    return a.length - b.length;
  };

  // The last of those in order for which it holds, -1 where it is none: by halves.
  inner.lastThat = (length, holds) => {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
})();
