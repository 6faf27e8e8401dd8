// What mediasoup-client brings and no browser that the bundle is built for can use: its drivers for browsers that are
// older, for React Native, and what its own tests need. Some 60 kB.
const DRIVERS = /mediasoup-client[\\/]lib[\\/]handlers[\\/](Chrome74|ReactNative106)\.js$/;
const TEST_AIDS = /mediasoup-client[\\/]lib[\\/](handlers[\\/]FakeHandler|test[\\/]fakeParameters)\.js$/;

export const leftOut = {
  name: 'left-out',
  setup(build) {
    // A browser that would need one is told so, as every other one that mediasoup-client does not know.
    build.onLoad({ filter: DRIVERS }, ({ path }) => {
      const driver = DRIVERS.exec(path)[1];
      return {
        contents: `
          const { UnsupportedError } = require('../errors');
          exports.${driver} = class { static createFactory() { throw new UnsupportedError('${driver} is left out'); } };
        `,
      };
    });
    build.onLoad({ filter: TEST_AIDS }, () => ({ contents: '' }));
  },
};
