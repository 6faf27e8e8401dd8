// The pitches in Hz of all notes that this page has rung with oscillators of its own.
(() => {
  window.rungNotes = [];
  const Oscillator = window.OscillatorNode;
  window.OscillatorNode = class extends Oscillator {
    constructor(context, options) {
      super(context, options);
      window.rungNotes.push(options.frequency);
    }
  };
})();
