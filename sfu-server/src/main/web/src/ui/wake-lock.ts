/** Keeps a phone's screen on during the call; returns the function that lets it go dark again. */
export function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const acquire = async () => {
    try {
      // The browser takes the lock back whenever the page is hidden.
      const acquired = await navigator.wakeLock?.request('screen');
      if (over) {
        await acquired?.release();
      } else {
        lock = acquired;
      }
    } catch {
      // Refused on low battery, for instance; the call goes on all the same.
    }
  };
  const onVisible = () => {
    if (document.visibilityState === 'visible') {
      void acquire();
    }
  };
  document.addEventListener('visibilitychange', onVisible);
  void acquire();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', onVisible);
    lock?.release().catch(() => undefined);
  };
}
