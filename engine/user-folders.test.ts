import assert from 'node:assert/strict';
import { cacheFolder, dataFolder } from './user-folders.ts';

const linux = { env: {}, platform: 'linux', home: '/home/ada' } as const;

describe('the folders of the person', () => {
  it('follow XDG on Linux, where a relative path does not count', () => {
    assert.equal(dataFolder(linux), '/home/ada/.local/share/netwright');
    assert.equal(dataFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } }), '/data/netwright');
    assert.equal(dataFolder({ ...linux, env: { XDG_DATA_HOME: 'data' } }), '/home/ada/.local/share/netwright');
    assert.equal(cacheFolder(linux), '/home/ada/.cache/netwright');
    assert.equal(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: '/fast' } }), '/fast/netwright');
  });

  it('are where macOS keeps them', () => {
    const mac = { ...linux, platform: 'darwin', home: '/Users/ada' } as const;
    assert.equal(dataFolder(mac), '/Users/ada/Library/Application Support/netwright');
    assert.equal(cacheFolder(mac), '/Users/ada/Library/Caches/netwright');
  });
});
